"""Networks of Dense layers as plain data, and the Keras models made from them.

The runner builds the models that it passes to learner code, and the trainer those that it trains.
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


def build_keras_model(network: Network) -> Any:
    """Return the `keras.Sequential` that this data describes, with its weights.

    Calls only the public constructors of Input and Dense, with an activation by name. Raises
    ValueError for an activation that Keras does not know.
    """
    import keras

    dense = [
        keras.layers.Dense(
            layer.kernel.shape[1],
            activation=layer.activation,
            use_bias=layer.bias is not None,
        )
        for layer in network.layers
    ]
    n_inputs = network.layers[0].kernel.shape[0]
    # All layers at once: Keras traces the whole model again at each `add`, 8 ms for each layer.
    model = keras.Sequential([keras.Input(shape=(n_inputs,)), *dense])
    for keras_layer, layer in zip(dense, network.layers, strict=True):
        keras_layer.set_weights(layer_weights(layer))
        keras_layer.trainable = layer.trainable
    settings = network.compiled
    if settings is not None:
        optimizer = getattr(keras.optimizers, settings.optimizer)
        model.compile(optimizer(learning_rate=settings.learning_rate), loss=settings.loss)
    return model


def layer_weights(layer: DenseLayer) -> list[Any]:
    """Return a layer's arrays in the order that Keras' set_weights takes them."""
    biases = [] if layer.bias is None else [unpack(layer.bias)]
    return [unpack(layer.kernel), *biases]
