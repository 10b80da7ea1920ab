"""A network as plain data, and how to make it with Keras. Used on both sides of the trust line."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from grader.sandbox.messages import DenseLayer, Network
from grader.sandbox.wire import pack, unpack


def random_network(
    sizes: tuple[int, ...],
    rng: np.random.Generator,
    *,
    learning_rate: float | None = None,
) -> Network:
    """Return a network with random weights, ReLU between its layers and a linear output.

    sizes: number of inputs, then the units of each layer. Kernels are drawn from the uniform
    distribution of Glorot and Bengio (2010), limit sqrt(6 / (inputs + units)); biases are small
    and not zero, so that a forgotten bias shows.
    """
    layers: list[DenseLayer] = []
    for inputs, units in pairwise(sizes):
        limit = np.sqrt(6.0 / (inputs + units))
        kernel = rng.uniform(-limit, limit, (inputs, units)).astype("float32")
        bias = rng.uniform(0.1, 0.5, units).astype("float32")
        is_last = len(layers) == len(sizes) - 2
        layers.append(DenseLayer(pack(kernel), pack(bias), "linear" if is_last else "relu"))
    return Network(tuple(layers), learning_rate)


def build_keras_model(network: Network) -> Any:
    """Return the `keras.Sequential` this data describes, with its weights, compiled if it says so.

    Only the public constructors of Input and Dense are used, with an activation by name; raises
    ValueError for an activation that Keras does not know.
    """
    import keras

    n_inputs = network.layers[0].kernel.shape[0]
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for layer in network.layers:
        dense = keras.layers.Dense(
            layer.kernel.shape[1],
            activation=layer.activation,
            use_bias=layer.bias is not None,
        )
        model.add(dense)
        biases = [] if layer.bias is None else [unpack(layer.bias)]
        dense.set_weights([unpack(layer.kernel), *biases])
        dense.trainable = layer.trainable
    if network.learning_rate is not None:
        model.compile(
            optimizer=keras.optimizers.Adam(learning_rate=network.learning_rate), loss="mae"
        )
    return model
