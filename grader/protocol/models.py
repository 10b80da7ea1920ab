"""A learner's Keras model as plain data, as the runner describes it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from grader.protocol.arrays import Array
from grader.protocol.fits import Fit
from grader.protocol.problems import Name, Problem

ACTIVATION_GRID = (-8.0, -3.0, -1.5, -0.5, -0.1, 0.0, 0.1, 0.5, 1.5, 3.0, 8.0)
"""The inputs at which an activation function is sampled."""

LOSS_TRUE = (0.0, 1.0, 4.0, -2.0)
LOSS_PREDICTED = (0.5, -1.0, 4.25, 2.0)
"""The inputs at which a loss is sampled: four true values and four predictions."""


class Activation(msgspec.Struct, frozen=True):
    """An activation function.

    name: Keras' public name if it is one of Keras' functions, otherwise the function's own name.
    samples: its values at `ACTIVATION_GRID`; None if the name identifies it, or if it cannot be
    called. trains: whether TensorFlow can compile it into a training step. It cannot if the
    function computes with NumPy.
    """

    name: Name
    samples: Array | None = None
    trains: bool = True


class Layer(msgspec.Struct, frozen=True):
    """One layer of a model.

    kind: the name of the public Keras class if the layer is exactly of that class, else "custom".
    type_name: the name of the layer's class. trainable: whether training changes all of its
    weights. weights: (kernel, bias) of a Dense layer. kernel_constraint, bias_constraint: the name
    of the constraint on that weight of a Dense layer; "" if there is none.
    """

    kind: Name
    type_name: Name
    units: int | None = None
    activation: Activation | None = None
    use_bias: bool = True
    trainable: bool = True
    weights: Annotated[tuple[Array, ...], Meta(max_length=10)] = ()
    kernel_constraint: Name = ""
    bias_constraint: Name = ""


Setting: TypeAlias = Literal[
    "beta_1",
    "beta_2",
    "epsilon",
    "amsgrad",
    "clipnorm",
    "clipvalue",
    "global_clipnorm",
    "weight_decay",
    "gradient_accumulation_steps",
    "use_ema",
    "ema_momentum",
    "ema_overwrite_frequency",
]
"""An optimizer's settings besides its learning rate, as numbers: 1 is True and 0 is False."""


class Compiled(msgspec.Struct, frozen=True):
    """How a model was compiled.

    loss_value: the loss of `LOSS_PREDICTED` against `LOSS_TRUE`. settings: the settings of the
    optimizer that have a numeric value.
    """

    optimizer: Name | None
    optimizer_is_keras: bool
    learning_rate: float | None
    loss: Name | None
    loss_value: float | None
    metrics: Annotated[tuple[Name, ...], Meta(max_length=100)] = ()
    settings: Annotated[dict[Setting, float], Meta(max_length=20)] = {}


class Model(msgspec.Struct, frozen=True, tag="model"):
    """A Keras model. Nested models are flattened into `layers`; input layers are left out.

    built: whether it has weights. input_shape: without the batch dimension; None if unknown.
    predictions: on the call's probe, if there is one. prediction_problem: why predicting failed.
    is_argument: whether it is a model that was passed to the function. fits: its calls of fit since
    it was last described, if it was passed compiled.
    """

    type_name: Name
    layers: Annotated[tuple[Layer, ...], Meta(max_length=1_100)]
    built: bool
    input_shape: Annotated[tuple[int | None, ...], Meta(max_length=32)] | None
    compiled: Compiled | None = None
    predictions: Array | None = None
    prediction_problem: Problem | None = None
    is_argument: bool = False
    fits: Annotated[tuple[Fit, ...], Meta(max_length=1_000)] = ()
