"""Notes what `fit` was given, so that a training that failed can be repeated and diagnosed."""

from __future__ import annotations

import functools
import inspect
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, get_args

import numpy as np

from grader.protocol.arrays import Array, pack
from grader.protocol.calls import Cell
from grader.protocol.models import Model
from grader.protocol.noted import MAX_NOTED, MAX_NUMBERS, MAX_ROWS, NotedTraining
from grader.protocol.trainings import OptimizerSetting
from grader.runner.describe_model import describe_model
from grader.runner.output import Output

_MAX_PARAMETERS = 50_000
_MAX_LOSSES = 1_000
_MAX_COUNT = 1_000_000_000
_MOST_AT_ONCE = 2
"""Trainings that are noted in one statement or call."""

_IN_ORDER = 0.5
"""A training that brings its loss to this part of the first epoch's needs no diagnosis."""

_SLOPE_ROWS = 32
_NOT_REPEATED = ("sample_weight", "class_weight", "steps_per_epoch")


Record = TypeVar("Record", NotedTraining, Model)


class Trainings:
    """Notes the trainings of one process. Learner code can change this, and so its own evidence."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = {cell.name: number for number, cell in enumerate(cells)}
        self._open: dict[tuple[int, int, int], NotedTraining] = {}
        self._left = MAX_NOTED

    def watch(self) -> None:
        """Have every model note its calls of `fit` from now on."""
        import keras

        original = keras.Model.fit

        @functools.wraps(original)
        def fit(model: Any, *arguments: Any, **named: Any) -> Any:
            key = self._begin(original, model, arguments, named)
            try:
                history = original(model, *arguments, **named)
            except BaseException:
                self._end(key, model, None)
                raise
            self._end(key, model, history)
            return history

        keras.Model.fit = fit

    def take(self) -> tuple[NotedTraining, ...]:
        """Return the trainings since the last time that did not make their loss small."""
        noted, self._open = self._open.values(), {}
        failed = tuple(one for one in noted if _has_failed(one))[: max(self._left, 0)]
        self._left -= len(failed)
        return failed

    def _begin(
        self, fit: Callable[..., Any], model: Any, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[int, int, int] | None:
        """Note what a call was given, unless it is one of too many; return its key."""
        printed, sys.stdout = sys.stdout, Output()  # A loss may print.
        try:
            given = inspect.signature(fit).bind(model, *arguments, **named).arguments
            cell, line = self._place()
            key = (id(model), cell, line)
            before = self._open.get(key)
            if before is not None:
                epochs = min(before.epochs + _epochs(given), _MAX_COUNT)
                self._open[key] = _changed(before, epochs=epochs)
            elif len(self._open) < _MOST_AT_ONCE and self._left > 0:
                self._open[key] = _noted(model, given, cell, line)
        except Exception:  # noqa: BLE001  what cannot be described is not diagnosed
            return None
        else:
            return key if key in self._open else None
        finally:
            sys.stdout = printed

    def _end(self, key: tuple[int, int, int] | None, model: Any, history: Any) -> None:
        """Add what a call reported; history: None if it raised."""
        noted = None if key is None else self._open.get(key)
        if key is None or noted is None:
            return
        try:
            reported = () if history is None else history.history.get("loss", ())
            losses = (*noted.losses, *map(float, reported[:_MAX_LOSSES]))[-_MAX_LOSSES:]
            known = noted.model if noted.model.built else _described(model)
            self._open[key] = _changed(noted, losses=losses, model=known)
        except Exception:  # noqa: BLE001  learner code can change each of these objects
            del self._open[key]

    def _place(self) -> tuple[int, int]:
        """Return the cell and the line of the innermost frame of learner code."""
        frame = sys._getframe(1)  # noqa: SLF001  the documented way to the caller's line
        while frame.f_back is not None and frame.f_code.co_filename not in self._cells:
            frame = frame.f_back
        return self._cells[frame.f_code.co_filename], frame.f_lineno


def _noted(model: Any, given: Mapping[str, Any], cell: int, line: int) -> NotedTraining:
    """Describe a training before it begins; raises any exception if that is not possible."""
    if any(given.get(name) is not None for name in _NOT_REPEATED):
        raise ValueError("not a plain training")
    if model.built and model.count_params() > _MAX_PARAMETERS:
        raise ValueError("too large")
    x, y = _table(given["x"]), _table(given["y"])
    if len(x) != len(y) or not len(x):
        raise ValueError("rows do not match")
    rows = int(len(x) * (1 - float(given.get("validation_split") or 0.0)))
    x, y = x[:rows], y[:rows]
    fewer = min(rows, MAX_ROWS, MAX_NUMBERS // max(x.shape[1], y.shape[1]))
    chosen = np.linspace(0, rows - 1, fewer).astype(int)
    return NotedTraining(
        x=_sent(x[chosen]),
        y=_sent(y[chosen]),
        rows=rows,
        model=describe_model(model, None),
        epochs=_epochs(given),
        batch_size=int(given.get("batch_size") or 32),
        cell=cell,
        line=line,
        shuffles=bool(given.get("shuffle", True)),
        from_logits=_from_logits(model),
        settings=_settings(model.optimizer),
        has_slope=_has_slope(model, x[:_SLOPE_ROWS], y[:_SLOPE_ROWS]),
    )


def _table(values: Any) -> Any:
    """Return numbers as an array of two dimensions; raises ValueError for anything else."""
    array = np.asarray(values)
    if array.dtype.kind not in "fiub" or array.ndim not in (1, 2) or array.size == 0:
        raise ValueError("not a table of numbers")
    return array[:, None] if array.ndim == 1 else array


def _sent(array: Any) -> Array:
    return pack(array.astype("float32"))


def _epochs(given: Mapping[str, Any]) -> int:
    return min(max(int(given.get("epochs", 1)) - int(given.get("initial_epoch", 0)), 0), _MAX_COUNT)


def _from_logits(model: Any) -> bool:
    config: dict[str, Any] = getattr(model.loss, "get_config", dict)()
    return bool(config.get("from_logits", False))


def _settings(optimizer: Any) -> dict[OptimizerSetting, float]:
    settings: dict[OptimizerSetting, float] = {}
    for name in get_args(OptimizerSetting):
        value = getattr(optimizer, name, None)
        if isinstance(value, (bool, int, float)):
            settings[name] = float(value)
    return settings


def _changed(record: Record, **changes: Any) -> Record:
    """Return a record with other values of some fields."""
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    return type(record)(**(values | changes))


def _described(model: Any) -> Model:
    """Describe a model that had no weights before the training."""
    return _changed(describe_model(model, None), built=False)


def _has_slope(model: Any, x: Any, y: Any) -> bool | None:
    """Return whether a loss that is not one of Keras' has a slope along any weight."""
    import keras
    import tensorflow as tf

    name = getattr(model.loss, "__name__", type(model.loss).__name__)
    if isinstance(model.loss, str) or hasattr(keras.losses, str(name)) or not model.built:
        return None
    with tf.GradientTape() as tape:
        x, y = (keras.ops.convert_to_tensor(one.astype("float32")) for one in (x, y))
        weights = [weight.value for weight in model.weights]
        tape.watch(weights)
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=False), training=False)
    slopes = tape.gradient(loss, weights)
    return any(slope is not None and bool(np.any(np.asarray(slope) != 0)) for slope in slopes)


def _has_failed(noted: NotedTraining) -> bool:
    """Return whether a training may have failed, as far as its reported losses tell."""
    if noted.has_slope is False or len(noted.losses) < 2:
        return noted.has_slope is False or bool(noted.losses)
    first, last = noted.losses[0], noted.losses[-1]
    return not (math.isfinite(last) and 0 <= last <= _IN_ORDER * first)
