"""One training of a network of Dense layers, as plain data that can be trained again."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from grader.protocol.arrays import Array
from grader.protocol.networks import Network

LossName: TypeAlias = Literal[
    "mean_squared_error",
    "mean_absolute_error",
    "huber",
    "binary_crossentropy",
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
    "mean_error",
    "without_slope",
]
"""The losses that can be rebuilt: Keras' functions of these names, and two that learners write.

mean_error: the mean of y_true - y_pred, which has no smallest value. without_slope: any loss whose
slope along every weight is 0 or does not exist.
"""

OptimizerName: TypeAlias = Literal["SGD", "Adam", "AdamW", "Nadam", "Adamax", "Adagrad", "RMSprop"]
"""The optimizers that can be rebuilt: Keras' classes of these names."""

OptimizerSetting: TypeAlias = Literal[
    "momentum",
    "nesterov",
    "rho",
    "centered",
    "beta_1",
    "beta_2",
    "epsilon",
    "amsgrad",
    "clipnorm",
    "clipvalue",
    "global_clipnorm",
    "weight_decay",
]
"""An optimizer's settings besides its learning rate, as numbers: 1 is True and 0 is False."""


class LossFunction(msgspec.Struct, frozen=True):
    """A loss. from_logits: whether a crossentropy expects sums instead of probabilities."""

    name: LossName
    from_logits: bool = False


class TrainingSetup(msgspec.Struct, frozen=True):
    """All that decides how a training goes, except chance.

    network: with the weights before the training. x: shape (rows, inputs). y: shape (rows,
    outputs), or (rows, 1) for numbers of classes. steps: of the optimizer, each on `batch_size`
    rows or the rest of an epoch. shuffles: whether each epoch has another order of the rows.
    """

    network: Network
    x: Array
    y: Array
    loss: LossFunction
    optimizer: OptimizerName
    learning_rate: float
    steps: int
    batch_size: int
    settings: Annotated[dict[OptimizerSetting, float], Meta(max_length=20)] = {}
    shuffles: bool = True
