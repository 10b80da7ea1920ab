"""Networks of Dense layers as plain data, and the Keras models made from them.

The runner builds the models that it passes to learner code, and the trainer those that it trains.
Building a layer takes 4 ms, so a warm server builds some ahead. Names and seeds are given: what
Keras names and draws later is then the same, whether a layer was built ahead or not.
"""

from __future__ import annotations

from typing import Any

import msgspec

from grader.protocol.arrays import Array, unpack


class DenseLayer(msgspec.Struct, frozen=True):
    """A Dense layer: kernel of shape (inputs, units), bias of shape (units,) or none."""

    kernel: Array
    bias: Array | None
    activation: str = "linear"
    trainable: bool = True


class CompileSettings(msgspec.Struct, frozen=True):
    """How a model is compiled: the name of a Keras optimizer class, its rate, a loss by name."""

    optimizer: str
    learning_rate: float
    loss: str


class Network(msgspec.Struct, frozen=True, tag="network"):
    """A stack of Dense layers. The model made from it is compiled if there are settings."""

    layers: tuple[DenseLayer, ...]
    compiled: CompileSettings | None = None


_ahead: dict[Any, Any] = {}
"""Dense layers that were built ahead. A fork inherits them, and takes each at most once."""


def build_keras_model(network: Network) -> Any:
    """Return the `keras.Sequential` that this data describes, with its weights.

    Calls only the public constructors of Input and Dense, with an activation by name. Raises
    ValueError for an activation that Keras does not know.
    """
    import keras

    numbered = list(enumerate(network.layers, start=1))
    dense = [_ahead.pop(_kind(layer, n), None) or _built(layer, n) for n, layer in numbered]
    n_inputs = network.layers[0].kernel.shape[0]
    entry = keras.Input(shape=(n_inputs,), name="given_input")
    # All layers at once: Keras traces the whole model again at each `add`, 8 ms for each layer.
    model = keras.Sequential([entry, *dense], name="given_model")
    for keras_layer, layer in zip(dense, network.layers, strict=True):
        keras_layer.set_weights(layer_weights(layer))
        keras_layer.trainable = layer.trainable
    settings = network.compiled
    if settings is not None:
        optimizer = getattr(keras.optimizers, settings.optimizer)
        model.compile(optimizer(learning_rate=settings.learning_rate), loss=settings.loss)
    return model


def build_ahead(layer: DenseLayer) -> None:
    """Build the first layer of the next network that begins with such a layer."""
    _ahead[_kind(layer, 1)] = _built(layer, 1)


def _kind(layer: DenseLayer, number: int) -> Any:
    return layer.kernel.shape, layer.bias is None, layer.activation, number


def _built(layer: DenseLayer, number: int) -> Any:
    import keras

    n_inputs, units = layer.kernel.shape
    dense = keras.layers.Dense(
        units,
        activation=layer.activation,
        use_bias=layer.bias is not None,
        kernel_initializer=keras.initializers.GlorotUniform(seed=number),
        name=f"given_layer_{number}",
    )
    dense.build((None, n_inputs))
    return dense


def layer_weights(layer: DenseLayer) -> list[Any]:
    """Return a layer's arrays in the order that Keras' set_weights takes them."""
    biases = [] if layer.bias is None else [unpack(layer.bias)]
    return [unpack(layer.kernel), *biases]
