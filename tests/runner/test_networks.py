"""Networks of Dense layers as data, and the Keras models made from them.

The code is in grader/protocol/networks.py. Tests that import Keras are in this folder.
"""

import msgspec
import numpy as np
import pytest

from grader.course import CompileSettings, random_network
from grader.judge.normal_form import forward
from grader.protocol.arrays import pack, unpack
from grader.protocol.networks import (
    DenseLayer,
    Network,
    build_ahead,
    build_keras_model,
    layer_weights,
)

pytestmark = pytest.mark.usefixtures("keras")

NETWORK = random_network(
    (3, 4, 1), np.random.default_rng(0), compiled=CompileSettings("Adam", 0.05, "mae")
)


def with_output(**changes) -> Network:
    hidden, output = NETWORK.layers
    return Network((hidden, msgspec.structs.replace(output, **changes)))


def test_a_model_has_the_layers_weights_and_predictions_of_its_data():
    model, x = build_keras_model(NETWORK), np.ones((2, 3), "float32")
    assert model.input_shape == (None, 3)
    assert [layer.units for layer in model.layers] == [4, 1]
    assert [layer.activation.__name__ for layer in model.layers] == ["relu", "linear"]
    for layer, data in zip(model.layers, NETWORK.layers, strict=True):
        kernel, bias = layer.get_weights()
        assert kernel.tobytes() == data.kernel.data
        assert bias.tobytes() == data.bias.data
    np.testing.assert_allclose(np.asarray(model(x)), forward(NETWORK, x), rtol=1e-4)


def test_a_network_with_a_rate_is_compiled_with_adam_and_the_mean_absolute_error():
    model = build_keras_model(NETWORK)
    assert type(model.optimizer).__name__ == "Adam"
    assert float(model.optimizer.learning_rate) == pytest.approx(0.05)
    assert model.loss == "mae"


def test_a_network_without_a_rate_is_not_compiled():
    assert not build_keras_model(with_output()).compiled


def test_a_layer_may_have_no_bias_and_be_frozen():
    first, second = build_keras_model(with_output(bias=None, trainable=False)).layers
    assert (first.use_bias, first.trainable) == (True, True)
    assert (second.use_bias, second.trainable) == (False, False)


def test_a_layer_that_was_built_ahead_is_taken_once_and_looks_like_any_other():
    usual = build_keras_model(NETWORK)
    build_ahead(NETWORK.layers[0])
    ahead, next_one = build_keras_model(NETWORK), build_keras_model(NETWORK)
    assert not {*map(id, ahead.layers)} & {*map(id, next_one.layers)}
    for model in (ahead, next_one):
        assert model.get_config() == usual.get_config()
        assert [one.path for one in model.variables] == [one.path for one in usual.variables]
        for weights, expected in zip(model.get_weights(), usual.get_weights(), strict=True):
            np.testing.assert_array_equal(weights, expected)


def test_a_layer_that_was_built_ahead_for_another_kind_is_not_taken():
    without_bias = msgspec.structs.replace(NETWORK.layers[0], bias=None)
    build_ahead(without_bias)
    assert build_keras_model(NETWORK).layers[0].use_bias
    assert not build_keras_model(Network((without_bias,))).layers[0].use_bias


def test_an_activation_that_keras_does_not_know_is_refused():
    with pytest.raises(ValueError, match="no such"):
        build_keras_model(with_output(activation="no such"))


def test_weights_are_in_the_order_of_set_weights():
    kernel, bias = pack(np.ones((2, 1))), pack(np.zeros(1))
    assert [one.shape for one in layer_weights(DenseLayer(kernel, bias))] == [(2, 1), (1,)]
    (only,) = layer_weights(DenseLayer(kernel, None))
    assert only.tolist() == unpack(kernel).tolist()
