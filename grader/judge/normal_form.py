"""Brings a described model into a normal form, which is the same for every right way to write it.

`Dense(4, activation="relu")`, `Dense(4)` and `ReLU()`, `Dense(4)` and `Activation(tf.nn.relu)`
each become one layer of 4 units with relu.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np

from grader.judge.activations import FUNCTIONS, activation_name
from grader.protocol.arrays import Array, Numbers, unpack
from grader.protocol.models import Activation, Layer, Model
from grader.protocol.networks import DenseLayer, Network

_NO_EFFECT = frozenset(["Flatten", "Identity"])  # for inputs of shape (rows, n)

_MAX_LAYERS = 64
"""Ten times what an exercise asks for. Each layer takes time to compile."""

_MAX_UNITS = 1_000
"""In one layer: a hundred times what an exercise asks for. Larger networks are not rebuilt."""

REBUILT_ACTIVATIONS = frozenset(["linear", "relu", "sigmoid", "tanh"])
"""The activations that the trainer rebuilds. An earlier check reports any other."""


@dataclass(frozen=True)
class NormalLayer:
    """A Dense layer and the activation after it.

    data: None if the layer has no weights. kernel_constraint, bias_constraint: a constraint's name.
    """

    units: int
    activation: str
    use_bias: bool
    trainable: bool
    data: DenseLayer | None
    kernel_constraint: str = ""
    bias_constraint: str = ""


@dataclass(frozen=True)
class OtherLayer:
    """A layer that does not belong in a plain network of Dense layers.

    after: the number of Dense layers before it. kind: a Keras layer, a layer of the learner's own
    class, or an activation that follows another one.
    """

    after: int
    name: str
    kind: Literal["keras", "custom", "activation"]


@dataclass(frozen=True)
class NormalForm:
    """A model as a chain of Dense layers.

    leading_activation: an activation before the first Dense layer. others: the remaining layers.
    """

    layers: tuple[NormalLayer, ...]
    leading_activation: str = ""
    others: tuple[OtherLayer, ...] = ()

    @property
    def n_inputs(self) -> int | None:
        """The number of inputs of the first layer; None if it has no weights."""
        first = self.layers[0].data if self.layers else None
        return first.kernel.shape[0] if first is not None else None

    def network(self, outputs: frozenset[str] = frozenset()) -> Network | None:
        """Return the form as data to rebuild, or None if a part cannot be rebuilt.

        outputs: further activations that the last layer may have.
        """
        data = [layer.data for layer in self.layers if layer.data is not None]
        is_plain = not self.leading_activation and not self.others and len(data) == len(self.layers)
        sides = [side for layer in data for side in layer.kernel.shape]
        is_small = len(data) <= _MAX_LAYERS and all(0 < side <= _MAX_UNITS for side in sides)
        names = [layer.activation for layer in data]
        is_known = REBUILT_ACTIVATIONS.issuperset(names[:-1])
        is_known &= (REBUILT_ACTIVATIONS | outputs).issuperset(names[-1:])
        fits = all(a.kernel.shape[1] == b.kernel.shape[0] for a, b in pairwise(data))
        is_sound = is_plain and is_known and is_small and fits
        return Network(tuple(data)) if data and is_sound else None


def normal_form(model: Model, probe: Array | None = None) -> NormalForm:
    """Return the normal form of a described model. Does not trust the description; raises nothing.

    A function between layers, as in `keras.ops.relu(dense(x))`, is not described as a layer. If
    the predictions on `probe` are those of the layers with relu after each hidden layer, and not
    those of the layers alone, the normal form has relu there.
    """
    form = _normal_layers(model)
    network = form.network()
    alternative = _with_relu_between(form)
    if network is None or probe is None or model.predictions is None or alternative == form:
        return form
    if _predicts(network, probe, model.predictions):
        return form
    with_relu = alternative.network()
    fits = with_relu is not None and _predicts(with_relu, probe, model.predictions)
    return alternative if fits else form


def forward(network: Network, x: Numbers) -> Numbers:
    """Return the predictions of a network for x of shape (rows, inputs), in float64."""
    with np.errstate(all="ignore"):
        for layer in network.layers:
            x = x @ unpack(layer.kernel).astype("float64")
            x = x + (0.0 if layer.bias is None else unpack(layer.bias).astype("float64"))
            x = FUNCTIONS[layer.activation](x)
    return x


def _with_relu_between(form: NormalForm) -> NormalForm:
    layers = [
        replace(
            layer,
            activation="relu",
            data=None if layer.data is None else _with_activation(layer.data, "relu"),
        )
        if layer.activation == "linear" and number < len(form.layers)
        else layer
        for number, layer in enumerate(form.layers, start=1)
    ]
    return replace(form, layers=tuple(layers))


def _predicts(network: Network, probe: Array, predictions: Array) -> bool:
    if probe.shape[1:] != network.layers[0].kernel.shape[:1]:
        return False
    claimed, rebuilt = unpack(predictions), forward(network, unpack(probe).astype("float64"))
    return claimed.shape == rebuilt.shape and np.allclose(claimed, rebuilt, rtol=1e-3, atol=1e-3)


def _normal_layers(model: Model) -> NormalForm:
    form = NormalForm(())
    for layer in model.layers:
        if layer.kind == "Dense":
            normal = _normal_dense(layer)
            form = replace(form, layers=(*form.layers, normal))
        elif layer.activation is not None:
            form = _with_following_activation(form, activation_name(layer.activation))
        elif layer.kind not in _NO_EFFECT:
            kind: Literal["keras", "custom"] = "custom" if layer.kind == "custom" else "keras"
            form = _with_other(form, layer.type_name, kind)
    return form


def _normal_dense(layer: Layer) -> NormalLayer:
    activation = activation_name(layer.activation or Activation("linear"))
    data = None
    weights = layer.weights
    shapes = [weight.shape for weight in weights]
    if shapes and len(shapes[0]) == 2 and shapes[1:] == [(shapes[0][1],)][: int(layer.use_bias)]:
        bias = weights[1] if layer.use_bias else None
        data = DenseLayer(weights[0], bias, activation, layer.trainable)
    return NormalLayer(
        units=layer.units or 0,
        activation=activation,
        use_bias=layer.use_bias,
        trainable=layer.trainable,
        data=data,
        kernel_constraint=layer.kernel_constraint,
        bias_constraint=layer.bias_constraint,
    )


def _with_following_activation(form: NormalForm, name: str) -> NormalForm:
    if name == "linear":
        return form
    if not form.layers:
        return replace(form, leading_activation=name)
    *before, last = form.layers
    if last.activation == name == "relu":
        return form  # A second relu changes nothing.
    if last.activation != "linear":
        return _with_other(form, name, "activation")
    data = None if last.data is None else _with_activation(last.data, name)
    return replace(form, layers=(*before, replace(last, activation=name, data=data)))


def _with_activation(data: DenseLayer, name: str) -> DenseLayer:
    return DenseLayer(data.kernel, data.bias, name, data.trainable)


def _with_other(
    form: NormalForm, name: str, kind: Literal["keras", "custom", "activation"]
) -> NormalForm:
    return replace(form, others=(*form.others, OtherLayer(len(form.layers), name, kind)))
