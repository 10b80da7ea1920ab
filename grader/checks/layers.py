"""Checks on models: the layers a learner built, one by one."""

from __future__ import annotations

from collections.abc import Sequence

from grader.checks.values import first_wrong, in_turn, not_numbers
from grader.course.exercise import RIGHT, Finding, Outcome
from grader.judge import words
from grader.judge.fold import Chain, FoldedLayer, fold
from grader.sandbox.messages import Model

# Above float32's error in a sum of a few hundred terms, far below what another layer would do.
_SAME_PREDICTIONS = 1e-3


def is_model(outcome: Outcome, n_inputs: int) -> Finding:
    """Find whether a Keras model came back that takes this many inputs."""
    model = outcome.value
    if not isinstance(model, Model):
        return Finding(not_numbers(outcome, "a Keras model"))
    if not model.layers:
        return Finding(f"{outcome.function} returned a model without any layer.")
    if not model.built:
        return Finding(
            f"{words.call(outcome.ask.call)} returned a model that was never told how many inputs "
            f"it gets, so it has no weights yet. Expected {n_inputs} inputs (n_inputs)."
        )
    if model.input_shape is not None and len(model.input_shape) != 1:
        return Finding(
            f"{words.call(outcome.ask.call)} returned a model for examples of shape "
            f"{model.input_shape}. Expected shape ({n_inputs},): {n_inputs} numbers in a row."
        )
    takes = model.input_shape[0] if model.input_shape else folded(outcome).n_inputs
    if takes is not None and takes != n_inputs:
        return Finding(_wrong_inputs(outcome, takes, n_inputs))
    return RIGHT


def is_dense_network(outcome: Outcome, hidden_units: Sequence[int]) -> Finding:
    """Find whether the layers are Dense ReLU layers of these units and one linear output unit."""
    chain = folded(outcome)
    call = words.call(outcome.ask.call)
    return in_turn(
        lambda: _no_other_layers(chain),
        lambda: _before_first_layer(chain),
        lambda: _as_many_layers(chain, hidden_units, call),
        lambda: _hidden_layers(chain, hidden_units, call),
        lambda: _output_layer(chain, call),
        lambda: _can_change(chain),
    )


def folded(outcome: Outcome) -> Chain:
    """Return the canonical form of the model that came back."""
    assert isinstance(outcome.value, Model)
    return fold(outcome.value, outcome.ask.call.probe)


def does_what_its_layers_say(outcome: Outcome) -> Finding:
    """Find whether the model, rebuilt from its layers, predicts what the learner's own does."""
    assert isinstance(outcome.value, Model)
    trouble = outcome.value.trouble
    if trouble is not None:
        return Finding(
            f"The model of {words.call(outcome.ask.call)} fails when it is given inputs: "
            f"{trouble.type_name}: {trouble.message}"
        )
    for layer in outcome.value.layers:
        if layer.activation is not None and not layer.activation.trains:
            return Finding(
                f"{layer.activation.name}, the activation, cannot be trained through: it computes "
                "with NumPy or Python, and a model passes on tensors of TensorFlow. "
                "Expected an activation of Keras', by its name."
            )
    difference = outcome.measurement.difference if outcome.measurement else None
    if difference is None:
        return Finding(
            "We could not verify what this model computes. Expected plain Dense layers, "
            "one after another."
        )
    if not difference <= _SAME_PREDICTIONS:
        return Finding(
            "The model does not compute what its layers say: the same layers with the same "
            "weights, rebuilt by the grader, predict something else. Are all layers connected, "
            "each to the one before, and each used once?"
        )
    return RIGHT


def _wrong_inputs(outcome: Outcome, takes: int, n_inputs: int) -> str:
    message = (
        f"{words.call(outcome.ask.call)} returned a model for {words.count(takes, 'input')}. "
        f"Expected {n_inputs} (n_inputs)."
    )
    if takes == n_inputs + 1:
        message += " One too many: the target, which is to be predicted, is not an input."
    else:
        message += " Is the number of inputs a fixed number in the code?"
    return message


def _no_other_layers(chain: Chain) -> Finding:
    for before, name, is_custom in chain.others:
        place = f"after Dense layer {before}" if before else "before the first Dense layer"
        if is_custom:
            return Finding(
                f"There is a layer of your own class {name} {place}. We could not verify what it "
                "computes. Expected Keras' own Dense layers."
            )
        return Finding(f"There is a {name} layer {place}. Expected only Dense layers with relu.")
    return RIGHT


def _as_many_layers(chain: Chain, hidden_units: Sequence[int], call: str) -> Finding:
    received, expected = len(chain.layers), len(hidden_units) + 1
    if received == expected:
        return RIGHT
    units = [layer.units for layer in chain.layers]
    message = (
        f"{call} has {words.count(received, 'Dense layer')}, with {_list(units)} units. "
        f"Expected {expected}, with {_list([*hidden_units, 1])}"
        f"{': the hidden layers and one output unit' if hidden_units else ''}."
    )
    if units == list(hidden_units):
        message += " The output layer is missing."
    elif received < expected:
        message += " Was one never added, or not connected to the one before?"
    return Finding(message)


def _hidden_layers(chain: Chain, hidden_units: Sequence[int], call: str) -> Finding:
    hidden = chain.layers[:-1]
    return first_wrong(
        _hidden_layer(number, layer, chain.layers, hidden_units, call)
        for number, layer in enumerate(hidden, start=1)
    )


def _hidden_layer(
    number: int,
    layer: FoldedLayer,
    layers: Sequence[FoldedLayer],
    hidden_units: Sequence[int],
    call: str,
) -> Finding:
    expected = hidden_units[number - 1]
    name = f"Hidden layer {number}"
    if layer.units != expected:
        units = [each.units for each in layers[:-1]]
        message = f"{name} of {call} has {words.count(layer.units, 'unit')}. Expected {expected}."
        if units == list(reversed(hidden_units)):
            message += " The layers are in reverse order."
        elif sorted(units) == sorted(hidden_units):
            message += " The layers are in another order than in hidden_units."
        return Finding(message)
    if layer.activation == "linear":
        message = f"{name} has no activation (linear). Expected relu."
        if number == 1 and layers[-1].activation == "relu":
            message += " Each relu belongs after its own layer, the output has none."
        return Finding(message)
    if layer.activation != "relu":
        return Finding(f"{name} uses {layer.activation}. Expected relu.")
    return _bias(name, layer)


def _output_layer(chain: Chain, call: str) -> Finding:
    output = chain.layers[-1]
    name = "The output layer" if len(chain.layers) > 1 else "The Dense layer"
    if output.units != 1:
        return Finding(f"{name} of {call} has {words.count(output.units, 'unit')}. Expected 1.")
    if output.activation != "linear":
        return Finding(
            f"{name} uses {output.activation}. Expected no activation there (linear), so that it "
            "can give any number."
        )
    return _bias(name, output)


def _bias(name: str, layer: FoldedLayer) -> Finding:
    if layer.use_bias:
        return RIGHT
    return Finding(f"{name} has no bias (use_bias=False). Expected weights and a bias.")


def _before_first_layer(chain: Chain) -> Finding:
    if not chain.leading:
        return RIGHT
    return Finding(
        f"{chain.leading} comes before the first Dense layer. Expected each activation after its "
        "Dense layer."
    )


def _can_change(chain: Chain) -> Finding:
    for number, layer in enumerate(chain.layers, start=1):
        if not layer.trainable:
            return Finding(
                f"Dense layer {number} is frozen (trainable=False): training cannot change its "
                "weights. Expected layers that can learn."
            )
    return RIGHT


def _list(units: Sequence[int]) -> str:
    return ", ".join(map(str, units)) if units else "no"
