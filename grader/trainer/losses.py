"""Which loss suits which data, and how small a loss is without any learning.

Pure functions, which the trainer's process and the command share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
import numpy as np

from grader.protocol.arrays import Numbers, unpack
from grader.protocol.trainings import LossFunction, LossName, TrainingSetup

_EPSILON = 1e-7
"""The distance from 0 and 1 that Keras keeps when it takes logarithms of probabilities."""


def suits(loss: LossFunction, y: Numbers, outputs: int) -> bool:
    """Return whether a small value of this loss means good predictions of y.

    y: shape (rows, columns). outputs: the units of the output layer.
    """
    if loss.name == "binary_crossentropy":
        return y.shape[1] == outputs and bool(np.all((y >= 0) & (y <= 1)))
    if loss.name == "categorical_crossentropy":
        return outputs > 1 and y.shape[1] == outputs and _are_shares(y)
    if loss.name == "sparse_categorical_crossentropy":
        return outputs > 1 and _are_classes(y, outputs)
    return loss.name not in ("mean_error", "without_slope") and y.shape[1] == outputs


def usual_loss(y: Numbers, outputs: int, activation: str) -> LossFunction:
    """Return the loss that is usual for such y and this activation of the output layer."""
    if outputs > 1 and y.shape[1] == 1 and _are_classes(y, outputs):
        return LossFunction("sparse_categorical_crossentropy", activation != "softmax")
    if outputs > 1 and y.shape[1] == outputs and _are_shares(y):
        return LossFunction("categorical_crossentropy", activation != "softmax")
    if outputs == 1 and bool(np.all((y == 0) | (y == 1))):
        return LossFunction("binary_crossentropy", activation != "sigmoid")
    return LossFunction("mean_squared_error")


def yardstick(setup: TrainingSetup) -> LossFunction:
    """Return the loss that shows whether a training went well: its own, or the usual one."""
    y, last = unpack(setup.y), setup.network.layers[-1]
    outputs = last.kernel.shape[1]
    if suits(setup.loss, y, outputs):
        return setup.loss
    if setup.loss.name == "mean_error":
        return LossFunction("mean_absolute_error")
    return usual_loss(y, outputs, last.activation)


def constant_loss(loss: LossName, y: Numbers) -> float:
    """Return the loss of the best prediction that is the same for every row."""
    return _CONSTANTS[loss](y.astype("float64"))


def _are_shares(y: Numbers) -> bool:
    return bool(np.all((y >= 0) & (y <= 1)) and np.allclose(y.sum(axis=1), 1.0))


def _are_classes(y: Numbers, outputs: int) -> bool:
    return y.shape[1] == 1 and bool(np.all((y >= 0) & (y < outputs) & (y == np.floor(y))))


def _squared(y: Numbers) -> float:
    return float(np.mean((y - y.mean(axis=0)) ** 2))


def _absolute(y: Numbers) -> float:
    return float(np.mean(np.abs(y - np.median(y, axis=0))))


def _huber(y: Numbers) -> float:
    """Return Huber's loss (1964), with Keras' delta of 1, of the mean or the median."""
    errors = (np.abs(y - y.mean(axis=0)), np.abs(y - np.median(y, axis=0)))
    return min(float(np.mean(np.where(e <= 1, e * e / 2, e - 0.5))) for e in errors)


def _binary(y: Numbers) -> float:
    share = y.mean(axis=0)
    return float(np.mean(_entropy(share) + _entropy(1 - share)))


def _categorical(y: Numbers) -> float:
    return float(np.sum(_entropy(y.mean(axis=0))))


def _sparse(y: Numbers) -> float:
    _, counts = np.unique(y, return_counts=True)
    return float(np.sum(_entropy(counts / counts.sum())))


def _entropy(share: Numbers) -> Numbers:
    """Return -p*log(p) for each share p."""
    return np.asarray(-share * np.log(np.clip(share, _EPSILON, 1)))


_CONSTANTS: Mapping[LossName, Callable[[Numbers], float]] = {
    "mean_squared_error": _squared,
    "mean_absolute_error": _absolute,
    "huber": _huber,
    "binary_crossentropy": _binary,
    "categorical_crossentropy": _categorical,
    "sparse_categorical_crossentropy": _sparse,
}


def with_loss(setup: TrainingSetup, loss: LossFunction) -> TrainingSetup:
    """Return the training with another loss."""
    return msgspec.structs.replace(setup, loss=loss)
