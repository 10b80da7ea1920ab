"""Describes what learner code returned as plain data. Judges nothing."""

from __future__ import annotations

import contextlib
import inspect
from typing import Any

import numpy as np

from grader.plain_text import clipped
from grader.sandbox.describe_model import describe_model
from grader.sandbox.messages import Array, Items, Nothing, Other, Spelling, Text, Value
from grader.sandbox.wire import WireError, pack

_MAX_TEXT = 2_000
_MAX_ITEMS = 10_000
_MAX_DEPTH = 5
_MAX_NUMBERS = 1_000_000


def describe(value: Any, probe: Array | None = None, depth: int = 0) -> Value:
    """Describe any Python value; a model also by its predictions on `probe`."""
    import keras

    if value is None:
        return Nothing()
    if isinstance(value, str):
        return Text(clipped(str(value), _MAX_TEXT))
    if isinstance(value, keras.Model):
        return describe_model(value, probe)
    if isinstance(value, (list, tuple)):
        return _describe_items(value, depth)
    spelled = _spelling_of(value)
    if spelled is not None:
        with contextlib.suppress(WireError, TypeError, ValueError):
            array = np.asarray(value)
            if array.dtype.kind == "f" and array.dtype.itemsize > 8:
                array = array.astype("float64")  # longdouble differs between machines
            if array.size <= _MAX_NUMBERS:
                return pack(array, spelled)
    return Other(
        type_name=clipped((value if inspect.isclass(value) else type(value)).__name__, 100),
        is_class=inspect.isclass(value),
        is_function=inspect.isroutine(value),
        is_symbolic=isinstance(value, keras.KerasTensor),
        is_layer=isinstance(value, keras.Layer),
    )


def _spelling_of(value: Any) -> Spelling | None:
    import keras
    import tensorflow as tf

    if isinstance(value, (bool, int, float, np.number, np.bool_)):
        return "number"
    if isinstance(value, np.ndarray):
        return "array"
    if isinstance(value, (keras.Variable, tf.Variable)):
        return "variable"
    if tf.is_tensor(value) and hasattr(value, "numpy"):
        return "tensor"
    return None


def _describe_items(value: list[Any] | tuple[Any, ...], depth: int) -> Value:
    spelled: Any = "tuple" if isinstance(value, tuple) else "list"
    if depth >= _MAX_DEPTH or len(value) > _MAX_ITEMS:
        return Other(type_name=f"{spelled} of {len(value)} items")
    items = tuple(describe(item, depth=depth + 1) for item in value)
    # Rows of numbers are numbers; arrays side by side, such as (w, b), stay apart.
    if items and all(_is_plain_number(item, spelled) for item in items):
        with contextlib.suppress(WireError, TypeError, ValueError):
            return pack(np.asarray([np.asarray(item) for item in value]), spelled)
    return Items(spelled, items)


def _is_plain_number(item: Value, spelled: Spelling) -> bool:
    if not isinstance(item, Array):
        return False
    return item.shape == () or (spelled == "list" and item.spelled == "list")
