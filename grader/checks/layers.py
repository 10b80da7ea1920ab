"""Checks on models: the layers that a learner built, one by one."""

from __future__ import annotations

from collections.abc import Sequence

from grader.checks.activations import missing_activation, sampled_activation, wrong_activation
from grader.checks.values import first_wrong, in_turn, not_expected
from grader.course.exercise import RIGHT, Answer, Finding, wrong
from grader.judge import phrases
from grader.judge.activations import activation_name
from grader.judge.normal_form import NormalForm, NormalLayer, normal_form
from grader.protocol.models import Model

# Larger than float32's error in a sum of a few hundred terms, far smaller than a layer's effect.
_SAME_PREDICTIONS = 1e-3


def is_model(answer: Answer, n_inputs: int) -> Finding:
    """Check that the call returned a Keras model with this many inputs."""
    model = answer.value
    if not isinstance(model, Model):
        return not_expected(answer, "model")
    if not model.layers:
        return wrong("model.without_layers", function=answer.function)
    call = phrases.call(answer.call, answer.parameters)
    if not model.built and model.input_shape is None:
        return wrong("model.inputs_never_told", call=call, expected=n_inputs)
    if model.input_shape is not None and len(model.input_shape) != 1:
        return wrong(
            "model.wrong_input_shape",
            call=call,
            received=str(model.input_shape),
            expected=n_inputs,
        )
    takes = model.input_shape[0] if model.input_shape else form_of(answer).n_inputs
    if takes is not None and takes != n_inputs:
        is_target = takes == n_inputs + 1
        code = "model.target_counted_as_input" if is_target else "model.wrong_inputs"
        return wrong(code, call=call, received=takes, expected=n_inputs)
    return RIGHT


def is_dense_network(answer: Answer, hidden_units: Sequence[int]) -> Finding:
    """Check that the layers are Dense ReLU layers with these units, then one linear output unit."""
    form = form_of(answer)
    call = phrases.call(answer.call, answer.parameters)
    return in_turn(
        lambda: _no_other_layers(form, hidden_units),
        lambda: _no_leading_activation(form, hidden_units),
        lambda: _as_many_layers(form, hidden_units, call),
        lambda: _hidden_layers(answer, form, hidden_units, call),
        lambda: _output_layer(form, call),
    )


def can_change(answer: Answer) -> Finding:
    """Check that training can give all weights and biases any value: none is frozen or held."""
    form = form_of(answer)
    return in_turn(lambda: _is_not_frozen(form), lambda: _has_no_constraint(form))


def form_of(answer: Answer) -> NormalForm:
    """Return the normal form of the returned model."""
    assert isinstance(answer.value, Model)
    return normal_form(answer.value, answer.call.probe)


def does_what_its_layers_say(answer: Answer) -> Finding:
    """Check that the model, rebuilt from its layers, predicts the same as the learner's model."""
    assert isinstance(answer.value, Model)
    problem = answer.value.prediction_problem
    if problem is not None:
        return wrong(
            "model.prediction_fails",
            call=phrases.call(answer.call, answer.parameters),
            type=problem.type_name,
            message=problem.message,
        )
    for layer in answer.value.layers:
        if layer.activation is not None and not layer.activation.trains:
            return wrong("model.activation_not_trainable", name=layer.activation.name)
    difference = answer.measurement.difference if answer.measurement else None
    if difference is None:
        return wrong("model.not_verified")
    if not difference <= _SAME_PREDICTIONS:
        own = sampled_activation(answer)
        if own is not None:
            looks = activation_name(own)
            return wrong("model.activation_may_differ", name=own.name, looks=looks)
        return wrong("model.computes_something_else")
    return RIGHT


def _no_other_layers(form: NormalForm, hidden_units: Sequence[int]) -> Finding:
    codes = {
        "custom": "layers.own_class",
        "keras": "layers.unexpected",
        "activation": "layers.second_activation",
    }
    for other in form.others:
        is_at_output = other.after > len(hidden_units)
        return wrong(
            codes[other.kind],
            name=other.name,
            after=other.after,
            is_only=not hidden_units,
            is_at_output=is_at_output,
        )
    return RIGHT


def _no_leading_activation(form: NormalForm, hidden_units: Sequence[int]) -> Finding:
    if not form.leading_activation or not form.layers:
        return RIGHT
    return wrong(
        "layers.activation_first",
        activation=form.leading_activation,
        is_only=not hidden_units,
    )


def _as_many_layers(form: NormalForm, hidden_units: Sequence[int], call: str) -> Finding:
    received, expected = [layer.units for layer in form.layers], [*hidden_units, 1]
    if len(received) == len(expected):
        return RIGHT
    if not received:
        code = "layers.no_dense_layer"
    elif received == list(hidden_units):
        code = "layers.output_missing"
    elif received == [units for hidden in hidden_units for units in (hidden, 1)]:
        code = "layers.output_after_each"
    elif received == [form.n_inputs, *expected]:
        code = "layers.dense_as_input"
    elif len(received) < len(expected):
        code = "layers.too_few"
    else:
        code = "layers.too_many"
    return wrong(code, call=call, received=received, expected=expected)


def _hidden_layers(
    answer: Answer, form: NormalForm, hidden_units: Sequence[int], call: str
) -> Finding:
    return first_wrong(
        _hidden_layer(number, layer, answer, form, hidden_units, call)
        for number, layer in enumerate(form.layers[:-1], start=1)
    )


def _hidden_layer(
    number: int,
    layer: NormalLayer,
    answer: Answer,
    form: NormalForm,
    hidden_units: Sequence[int],
    call: str,
) -> Finding:
    expected = hidden_units[number - 1]
    if layer.units != expected:
        units = [each.units for each in form.layers[:-1]]
        if units == list(reversed(hidden_units)):
            code = "layers.reversed"
        elif sorted(units) == sorted(hidden_units):
            code = "layers.other_order"
        else:
            code = "layers.wrong_units"
        return wrong(code, number=number, call=call, received=layer.units, expected=expected)
    if layer.activation == "linear":
        is_late = number == 1 and form.layers[-1].activation == "relu"
        return missing_activation(answer, form, number, is_late=is_late)
    if layer.activation != "relu":
        return wrong_activation(answer, number, layer.activation)
    return _bias(number, layer)


def _output_layer(form: NormalForm, call: str) -> Finding:
    output, is_only = form.layers[-1], len(form.layers) == 1
    if output.units != 1:
        return wrong("layers.output_units", call=call, received=output.units, is_only=is_only)
    if output.activation != "linear":
        return wrong("layers.output_activation", received=output.activation, is_only=is_only)
    return _bias(0, output, is_only=is_only)


def _bias(number: int, layer: NormalLayer, *, is_only: bool = False) -> Finding:
    """Check that the layer has a bias. number: 0 for the output layer."""
    if layer.use_bias:
        return RIGHT
    return wrong("layers.no_bias", number=number, is_only=is_only)


def _is_not_frozen(form: NormalForm) -> Finding:
    for number, layer in enumerate(form.layers, start=1):
        if not layer.trainable:
            return wrong("layers.frozen", number=number)
    return RIGHT


def _has_no_constraint(form: NormalForm) -> Finding:
    for number, layer in enumerate(form.layers, start=1):
        constraints = {"weights": layer.kernel_constraint, "bias": layer.bias_constraint}
        for part, name in constraints.items():
            if name:
                return wrong("layers.constraint", number=number, part=part, name=name)
    return RIGHT
