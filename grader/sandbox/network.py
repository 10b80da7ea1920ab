"""Makes a Keras model of a network that is described as plain data.

The runner makes the models it gives to learners with it, the trainer the ones it trains.
"""

from __future__ import annotations

from typing import Any

from grader.sandbox.messages import Network
from grader.sandbox.wire import unpack


def build_keras_model(network: Network) -> Any:
    """Return the `keras.Sequential` this data describes, with its weights, compiled if it says so.

    Only the public constructors of Input and Dense are used, with an activation by name; raises
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
    # All at once: each `add` would have Keras trace the whole model again, 8 ms a layer.
    model = keras.Sequential([keras.Input(shape=(n_inputs,)), *dense])
    for made, layer in zip(dense, network.layers, strict=True):
        biases = [] if layer.bias is None else [unpack(layer.bias)]
        made.set_weights([unpack(layer.kernel), *biases])
        made.trainable = layer.trainable
    if network.learning_rate is not None:
        model.compile(
            optimizer=keras.optimizers.Adam(learning_rate=network.learning_rate), loss="mae"
        )
    return model
