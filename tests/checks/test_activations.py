"""Findings on activations: a function is judged by its values, not by its name."""

import msgspec
import numpy as np
import pytest

from grader.checks import layers
from grader.course import Answer
from grader.protocol.arrays import pack
from grader.protocol.models import ACTIVATION_GRID, Activation, Layer
from grader.records import Measurement
from tests.checks.sentences import said
from tests.checks.test_layers import OUTPUT, answer, dense, model

GRID = np.array(ACTIVATION_GRID)


def sampled(name: str, values) -> Layer:
    return Layer("Activation", "Activation", activation=Activation(name, pack(values)))


@pytest.mark.parametrize(
    ("layer", "code", "says"),
    [
        (
            sampled("ReLU", np.where(GRID > 1, GRID, 0.0)),
            "layers.activation_is_not_relu",
            "Hidden layer 1 uses ReLU, which is not relu: for 0.5 it gives 0. Expected 0.5.",
        ),
        (
            sampled("mine", np.where(GRID == 0.5, np.nan, GRID)),
            "layers.activation_is_not_relu",
            "uses mine, which is not relu: for 0.5 it gives nan. Expected 0.5.",
        ),
        (sampled("mine", np.tanh(GRID)), "layers.wrong_activation", "uses tanh. Expected relu."),
        (sampled("mine", GRID[:2]), "layers.activation_of_other_shape", "one number for each"),
        (
            Layer("Activation", "Activation", activation=Activation("ReLU")),
            "layers.activation_without_values",
            "uses ReLU, which gave no values for numbers.",
        ),
        (
            Layer("Activation", "Activation", activation=Activation("gelu")),
            "layers.wrong_activation",
            "uses gelu. Expected relu.",
        ),
    ],
)
def test_an_activation_that_is_not_relu_is_shown_by_what_it_gives(layer, code, says):
    finding = layers.is_dense_network(answer(model(dense(3, 4, "linear"), layer, OUTPUT)), (4,))
    assert finding.code == code
    assert says in said(finding)


def predicting(function) -> Answer:
    """Return the answer whose model computes a function after its hidden layer, undescribed."""
    weights = np.array([[1.0, -1.0], [0.5, 2.0], [-3.0, 0.25]], "float32")
    hidden = Layer(
        "Dense", "Dense", 2, Activation("linear"), weights=(pack(weights),), use_bias=False
    )
    last = np.array([[1.0], [-2.0]], "float32")
    output = Layer("Dense", "Dense", 1, Activation("linear"), weights=(pack(last),), use_bias=False)
    predictions = function(np.ones((2, 3)) @ weights) @ last
    described = model(hidden, output)
    return answer(msgspec.structs.replace(described, predictions=pack(predictions)))


@pytest.mark.parametrize(
    ("function", "code", "says"),
    [
        (lambda x: x, "layers.no_activation", "has no activation (linear)"),
        (np.tanh, "layers.wrong_activation", "uses tanh"),
        (np.sin, "layers.activation_not_seen", "Keras describes no activation after"),
    ],
)
def test_a_function_between_layers_is_seen_in_the_predictions(function, code, says):
    finding = layers.is_dense_network(predicting(function), (2,))
    assert finding.code == code
    assert says in said(finding)


def test_a_neuron_with_another_layer_is_not_told_of_relu():
    for extra, says in (
        (Layer("Dropout", "Dropout"), "Expected one Dense layer and nothing else."),
        (
            Layer("Activation", "Activation", activation=Activation("tanh")),
            "Expected no activation.",
        ),
    ):
        finding = layers.is_dense_network(answer(model(extra, dense(3, 1, "linear"))), ())
        assert said(finding).endswith(says)


def test_an_output_layer_after_each_hidden_layer_is_named():
    parts = (dense(3, 4), dense(4, 1, "linear"), dense(1, 5), dense(5, 1, "linear"))
    finding = layers.is_dense_network(answer(model(*parts)), (4, 5))
    assert finding.code == "layers.output_after_each"


def test_a_sampled_activation_is_named_if_the_model_computes_something_else():
    relu = np.maximum(GRID, 0)
    parts = (dense(3, 4, "linear"), sampled("mine", relu), OUTPUT)
    finding = layers.does_what_its_layers_say(answer(model(*parts), Measurement(1.0)))
    assert finding.code == "model.activation_may_differ"
    assert "The activation mine gave the values of relu" in said(finding)
    of_keras = Layer("ReLU", "ReLU", activation=Activation("ReLU", pack(relu)))
    parts = (dense(3, 4, "linear"), of_keras, OUTPUT)
    finding = layers.does_what_its_layers_say(answer(model(*parts), Measurement(1.0)))
    assert finding.code == "model.computes_something_else"
