"""Folds a described model into one canonical form, so that every right spelling looks the same.

`Dense(4, activation="relu")`, `Dense(4)` and `ReLU()`, `Dense(4)` and `Activation(tf.nn.relu)`
all become one layer of 4 units with relu.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from grader.sandbox.messages import (
    ACTIVATION_GRID,
    Activation,
    Array,
    DenseLayer,
    Layer,
    Model,
    Network,
)
from grader.sandbox.wire import unpack

Numbers = np.ndarray[Any, Any]

_CHANGES_NOTHING = frozenset(["Flatten", "Identity"])  # for inputs of shape (rows, n)

_KNOWN: Mapping[str, Callable[[Numbers], Numbers]] = {
    "relu": lambda x: np.maximum(x, 0),
    "linear": lambda x: x,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": np.tanh,
    "relu6": lambda x: np.clip(x, 0, 6),
    "leaky_relu": lambda x: np.where(x > 0, x, 0.3 * x),
    "softplus": lambda x: np.log1p(np.exp(x)),
    "elu": lambda x: np.where(x > 0, x, np.expm1(x)),
    "abs": np.abs,
}


@dataclass(frozen=True)
class FoldedLayer:
    """A Dense layer and the activation after it. `data` is None until the layer has weights."""

    units: int
    activation: str
    use_bias: bool
    trainable: bool
    data: DenseLayer | None


@dataclass(frozen=True)
class Chain:
    """A model as a chain of layers.

    `leading` is an activation before the first Dense layer. `others` are layers that have no
    place in a plain network, as (how many Dense layers come before, name, is a custom class).
    """

    layers: tuple[FoldedLayer, ...]
    leading: str = ""
    others: tuple[tuple[int, str, bool], ...] = ()

    @property
    def n_inputs(self) -> int | None:
        """How many inputs the first layer's weights are for; None without weights."""
        first = self.layers[0].data if self.layers else None
        return first.kernel.shape[0] if first is not None else None

    def network(self) -> Network | None:
        """Return the chain as data to rebuild, or None where a part cannot be rebuilt."""
        data = [layer.data for layer in self.layers if layer.data is not None]
        is_plain = not self.leading and not self.others and len(data) == len(self.layers)
        sides = [side for layer in data for side in layer.kernel.shape]
        is_small = len(data) <= _MOST_LAYERS and all(0 < side <= _MOST_UNITS for side in sides)
        is_known = all(layer.activation in REBUILT_ACTIVATIONS for layer in data)
        fits = all(a.kernel.shape[1] == b.kernel.shape[0] for a, b in pairwise(data))
        is_sound = is_plain and is_known and is_small and fits
        return Network(tuple(data)) if data and is_sound else None


_MOST_LAYERS = 64
"""Ten times what an exercise asks for; compiling takes time for each."""

_MOST_UNITS = 1_000
"""In a layer: a hundred times what an exercise asks for. Larger networks are never trained."""

REBUILT_ACTIVATIONS = frozenset(["linear", "relu", "sigmoid", "tanh"])
"""What the trainer rebuilds; anything else was found wrong before it gets there."""


def fold(model: Model, probe: Array | None = None) -> Chain:
    """Return the canonical form of a described model. Believes nothing, raises nothing.

    A bend made by a function between layers, `keras.ops.relu(dense(x))`, leaves no layer to see.
    If the model predicts on `probe` just what relu after each hidden layer would give, and not
    what its layers alone would, those bends are taken as seen.
    """
    chain = _fold_layers(model)
    network = chain.network()
    bent = _bent(chain)
    if network is None or probe is None or model.predictions is None or bent == chain:
        return chain
    if not _predicts(network, probe, model.predictions):
        bent_network = bent.network()
        if bent_network is not None and _predicts(bent_network, probe, model.predictions):
            return bent
    return chain


def forward(network: Network, x: Numbers) -> Numbers:
    """Return what a network of linear and ReLU layers predicts for x, shape (rows, inputs)."""
    with np.errstate(all="ignore"):
        for layer in network.layers:
            x = x @ unpack(layer.kernel).astype("float64")
            x = x + (0.0 if layer.bias is None else unpack(layer.bias).astype("float64"))
            x = _KNOWN[layer.activation](x)
    return x


def _bent(chain: Chain) -> Chain:
    layers = [
        replace(
            layer,
            activation="relu",
            data=None if layer.data is None else _with_activation(layer.data, "relu"),
        )
        if layer.activation == "linear" and number < len(chain.layers)
        else layer
        for number, layer in enumerate(chain.layers, start=1)
    ]
    return replace(chain, layers=tuple(layers))


def _predicts(network: Network, probe: Array, predictions: Array) -> bool:
    if probe.shape[1:] != network.layers[0].kernel.shape[:1]:
        return False
    claimed, rebuilt = unpack(predictions), forward(network, unpack(probe).astype("float64"))
    return claimed.shape == rebuilt.shape and np.allclose(claimed, rebuilt, rtol=1e-3, atol=1e-3)


def _fold_layers(model: Model) -> Chain:
    chain = Chain(())
    for layer in model.layers:
        if layer.kind == "Dense":
            folded = _fold_dense(layer)
            chain = replace(chain, layers=(*chain.layers, folded))
        elif layer.activation is not None:
            chain = _fold_activation(chain, layer, activation_name(layer.activation))
        elif layer.kind not in _CHANGES_NOTHING:
            chain = _with_other(chain, layer.type_name, is_custom=layer.kind == "custom")
    return chain


def activation_name(activation: Activation) -> str:
    """Return Keras' name for an activation, or the learner's own name for one Keras has not."""
    if activation.samples is None:
        return activation.name
    samples = unpack(activation.samples)
    grid = np.array(ACTIVATION_GRID)
    for name, function in _KNOWN.items():
        if samples.shape == grid.shape and np.allclose(samples, function(grid), atol=1e-4):
            return name
    return activation.name


def _fold_dense(layer: Layer) -> FoldedLayer:
    activation = activation_name(layer.activation or Activation("linear"))
    data = None
    weights = layer.weights
    shapes = [weight.shape for weight in weights]
    if shapes and len(shapes[0]) == 2 and shapes[1:] == [(shapes[0][1],)][: int(layer.use_bias)]:
        bias = weights[1] if layer.use_bias else None
        data = DenseLayer(weights[0], bias, activation, layer.trainable)
    return FoldedLayer(layer.units or 0, activation, layer.use_bias, layer.trainable, data)


def _fold_activation(chain: Chain, layer: Layer, name: str) -> Chain:
    if name == "linear":
        return chain
    if not chain.layers:
        return replace(chain, leading=name)
    *before, last = chain.layers
    if last.activation == name == "relu":
        return chain  # A second relu changes nothing.
    if last.activation != "linear":
        return _with_other(chain, f"second activation {name}", is_custom=layer.kind == "custom")
    data = None if last.data is None else _with_activation(last.data, name)
    return replace(chain, layers=(*before, replace(last, activation=name, data=data)))


def _with_activation(data: DenseLayer, name: str) -> DenseLayer:
    return DenseLayer(data.kernel, data.bias, name, data.trainable)


def _with_other(chain: Chain, name: str, *, is_custom: bool) -> Chain:
    return replace(chain, others=(*chain.others, (len(chain.layers), name, is_custom)))
