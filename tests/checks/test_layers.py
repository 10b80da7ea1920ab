"""Findings on described models: the returned value, its layers, and whether they are genuine."""

import numpy as np
import pytest

from grader.checks import layers
from grader.course import Answer, ask
from grader.errors import MeasurementError
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.models import Activation, Layer, Model
from grader.protocol.problems import Problem
from grader.protocol.values import Other
from grader.records import Measurement, Outcome
from tests.checks.sentences import said

PROBE = np.ones((2, 3))


def dense(inputs: int, units: int, activation: str = "relu", **more) -> Layer:
    weights = [pack(np.ones((inputs, units), "float32")), pack(np.ones(units, "float32"))]
    if not more.get("use_bias", True):
        weights.pop()
    return Layer("Dense", "Dense", units, Activation(activation), weights=tuple(weights), **more)


def of(activation: str) -> Layer:
    return Layer("Activation", "Activation", activation=Activation(activation))


def model(*parts: Layer, built: bool = True, shape=(3,), problem: Problem | None = None) -> Model:
    return Model("Sequential", parts, built, shape, prediction_problem=problem)


def answer(value, measured: Measurement | None = None) -> Answer:
    return Answer(ask("build", 3, probe=PROBE), Outcome((Return(value),)), measured)


OUTPUT = dense(4, 1, "linear")
NETWORK = (dense(3, 4), OUTPUT)


@pytest.mark.parametrize("shape", [(3,), (None,), None])
def test_a_model_with_the_right_number_of_inputs_is_right(shape):
    assert layers.is_model(answer(model(*NETWORK, shape=shape)), 3).is_right


@pytest.mark.parametrize(
    ("value", "code", "says"),
    [
        (Other("Dense", is_layer=True), "value.wrong_type", "a single layer, Dense"),
        (model(), "model.without_layers", "without any layer"),
        (
            model(*NETWORK, built=False, shape=None),
            "model.inputs_never_told",
            "Expected 3 inputs",
        ),
        (model(*NETWORK, shape=(3, 3)), "model.wrong_input_shape", "(3, 3). Expected shape (3,)"),
        (model(*NETWORK, shape=(4,)), "model.target_counted_as_input", "for 4 inputs. Expected 3"),
        (model(*NETWORK, shape=(1,)), "model.wrong_inputs", "for 1 input. Expected 3"),
        (model(dense(7, 1), shape=None), "model.wrong_inputs", "for 7 inputs. Expected 3"),
    ],
)
def test_a_value_that_is_not_such_a_model_is_described(value, code, says):
    finding = layers.is_model(answer(value), 3)
    assert finding.code == code
    assert says in said(finding)


@pytest.mark.parametrize(
    "parts",
    [
        NETWORK,
        (dense(3, 4, "linear"), of("relu"), OUTPUT),
        (dense(3, 4), of("relu"), OUTPUT, of("linear")),
        (Layer("Flatten", "Flatten"), *NETWORK),
    ],
)
def test_every_way_to_write_a_dense_network_is_right(parts):
    assert layers.is_dense_network(answer(model(*parts)), (4,)).is_right


@pytest.mark.parametrize(
    ("parts", "code", "says"),
    [
        ((Layer("custom", "Mine"), *NETWORK), "layers.own_class", "class Mine at the beginning"),
        (
            (NETWORK[0], Layer("Dropout", "Dropout"), OUTPUT),
            "layers.unexpected",
            "a Dropout layer after Dense layer 1",
        ),
        (
            (NETWORK[0], of("tanh"), OUTPUT),
            "layers.second_activation",
            "second activation, tanh, after Dense layer 1",
        ),
        ((of("relu"), *NETWORK), "layers.activation_first", "relu comes before"),
        ((of("relu"),), "layers.no_dense_layer", "has 0 Dense layers (units: none). Expected 2"),
        (
            (*NETWORK, of("tanh"), of("relu")),
            "layers.second_activation",
            "second activation, relu, after Dense layer 2. Expected none there.",
        ),
        (
            (dense(3, 3, "linear"), *NETWORK),
            "layers.dense_as_input",
            "as many units as there are inputs",
        ),
        ((NETWORK[0],), "layers.output_missing", "has 1 Dense layer (units: 4). Expected 2"),
        ((OUTPUT,), "layers.too_few", "Was a layer never added"),
        ((*NETWORK, dense(1, 1)), "layers.too_many", "has 3 Dense layers (units: 4, 1, 1)"),
        ((dense(3, 5), OUTPUT), "layers.wrong_units", "of build(3) has 5 units. Expected 4."),
        (
            (dense(3, 4, "linear"), OUTPUT),
            "layers.no_activation",
            "Hidden layer 1 has no activation (linear). Expected relu.",
        ),
        (
            (dense(3, 4, "linear"), of("linear"), dense(4, 1, "relu")),
            "layers.activation_one_late",
            "Each relu belongs after its own hidden layer",
        ),
        (
            (dense(3, 4, "sigmoid"), OUTPUT),
            "layers.wrong_activation",
            "Hidden layer 1 uses sigmoid. Expected relu.",
        ),
        (
            (dense(3, 4), dense(4, 2, "linear")),
            "layers.output_units",
            "The output layer of build(3) has 2 units. Expected 1.",
        ),
        (
            (dense(3, 4), OUTPUT, of("relu")),
            "layers.output_activation",
            "The output passes through relu.",
        ),
        (
            (dense(3, 4, use_bias=False), OUTPUT),
            "layers.no_bias",
            "Hidden layer 1 has no bias (use_bias=False)",
        ),
        (
            (dense(3, 4), dense(4, 1, "linear", use_bias=False)),
            "layers.no_bias",
            "The output layer has no bias",
        ),
    ],
)
def test_the_layer_that_is_wrong_is_named(parts, code, says):
    finding = layers.is_dense_network(answer(model(*parts)), (4,))
    assert finding.code == code
    assert says in said(finding)


@pytest.mark.parametrize(
    ("parts", "code", "says"),
    [
        ((dense(3, 4, trainable=False), OUTPUT), "layers.frozen", "Dense layer 1 is frozen"),
        ((dense(3, 4), dense(4, 1, "linear", trainable=False)), "layers.frozen", "Dense layer 2"),
        (
            (dense(3, 4, kernel_constraint="NonNeg"), OUTPUT),
            "layers.constraint",
            "Dense layer 1 has a constraint on its weights (NonNeg).",
        ),
        (
            (dense(3, 4), dense(4, 1, "linear", bias_constraint="MaxNorm"), of("linear")),
            "layers.constraint",
            "Dense layer 2 has a constraint on its bias (MaxNorm).",
        ),
    ],
)
def test_a_layer_that_training_cannot_change_has_the_right_layers_and_is_named(parts, code, says):
    changed = answer(model(*parts))
    assert layers.is_dense_network(changed, (4,)).is_right
    finding = layers.can_change(changed)
    assert finding.code == code
    assert says in said(finding)


@pytest.mark.parametrize(
    ("units", "code", "says"),
    [
        ((6, 5, 4), "layers.reversed", "in reverse order"),
        ((5, 4, 6), "layers.other_order", "in another order"),
        ((4, 9, 6), "layers.wrong_units", "Hidden layer 2 of build(3) has 9 units. Expected 5."),
    ],
)
def test_units_in_a_wrong_order_and_wrong_units_have_different_codes(units, code, says):
    sizes = (3, *units)
    hidden = [dense(inputs, size) for inputs, size in zip(sizes, units, strict=False)]
    finding = layers.is_dense_network(
        answer(model(*hidden, dense(units[-1], 1, "linear"))), (4, 5, 6)
    )
    assert finding.code == code
    assert says in said(finding)


def test_the_only_layer_of_a_neuron_is_not_called_an_output_layer():
    finding = layers.is_dense_network(answer(model(dense(3, 2, "linear"))), ())
    assert said(finding) == "The Dense layer of build(3) has 2 units. Expected 1."


def test_a_model_that_predicts_the_same_as_its_layers_is_right():
    close = answer(model(*NETWORK), Measurement(difference=1e-6))
    assert layers.does_what_its_layers_say(close).is_right


@pytest.mark.parametrize("difference", [0.01, float("inf"), float("nan")])
def test_a_model_that_predicts_something_else_is_reported(difference):
    finding = layers.does_what_its_layers_say(answer(model(*NETWORK), Measurement(difference)))
    assert finding.code == "model.computes_something_else"


@pytest.mark.parametrize("measured", [None, Measurement()])
def test_a_model_that_was_not_rebuilt_is_reported_as_not_verified(measured):
    finding = layers.does_what_its_layers_say(answer(model(*NETWORK), measured))
    assert finding.code == "model.not_verified"
    assert "could not verify" in said(finding)


def test_a_model_that_fails_on_inputs_is_reported_with_the_exception():
    failing = model(*NETWORK, problem=Problem("exception", "ValueError", "bad shape {x}"))
    finding = layers.does_what_its_layers_say(answer(failing, Measurement(difference=0.0)))
    assert finding.code == "model.prediction_fails"
    assert said(finding).endswith(
        "build(3) fails when it is given inputs: ValueError: bad shape {x}"
    )


def test_an_activation_that_cannot_be_trained_is_named():
    mine = Layer("Activation", "Activation", activation=Activation("mine", trains=False))
    untrainable = answer(model(dense(3, 4), mine, OUTPUT), Measurement(difference=0.0))
    finding = layers.does_what_its_layers_say(untrainable)
    assert finding.code == "model.activation_not_trainable"
    assert said(finding).startswith("The activation mine cannot be used")


def test_a_failure_of_the_trainer_is_never_a_finding():
    with pytest.raises(MeasurementError, match="it died"):
        layers.does_what_its_layers_say(
            answer(model(*NETWORK), Measurement(internal_error="it died"))
        )
