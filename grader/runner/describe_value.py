"""Describes what learner code returned, as plain data. Judges nothing."""

from __future__ import annotations

import contextlib
import inspect
from typing import Any

import numpy as np

from grader.protocol.arrays import Array, Container, NotNumbersError, pack
from grader.protocol.text import encodable
from grader.protocol.values import Items, Nothing, Other, Text, Value
from grader.runner.describe_model import describe_model

_MAX_TEXT = 2_000
_MAX_ITEMS = 10_000
_MAX_DEPTH = 5
_MAX_NUMBERS = 100_000


def describe_value(value: Any, probe: Array | None = None, depth: int = 0) -> Value:
    """Describe any Python value. The description of a model includes its predictions on `probe`."""
    import keras

    if value is None:
        return Nothing()
    if isinstance(value, str):
        return Text(encodable(str(value), _MAX_TEXT))
    if isinstance(value, keras.Model):
        return describe_model(value, probe)
    if isinstance(value, (list, tuple)):
        return _describe_items(value, depth)
    container = _container_of(value)
    if container is not None:
        with contextlib.suppress(NotNumbersError, TypeError, ValueError):
            array = np.asarray(value)
            if array.dtype.kind == "f" and array.dtype.itemsize > 8:
                array = array.astype("float64")  # longdouble differs between machines
            if array.size <= _MAX_NUMBERS:
                return pack(array, container)
    return Other(
        type_name=_type_name(value),
        is_class=inspect.isclass(value),
        is_function=inspect.isroutine(value),
        is_symbolic=isinstance(value, keras.KerasTensor),
        is_layer=isinstance(value, keras.Layer),
    )


def _type_name(value: Any) -> str:
    """Return the name of a class, or of a value's class; with the shape of a large array."""
    name = encodable((value if inspect.isclass(value) else type(value)).__name__, 100)
    if not isinstance(value, np.ndarray):
        return name
    if value.dtype.kind in "SU":
        return "array of texts"
    return f"array of shape {value.shape}" if value.dtype.kind in "biuf" else name


def _container_of(value: Any) -> Container | None:
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
    container: Any = "tuple" if isinstance(value, tuple) else "list"
    if depth >= _MAX_DEPTH or len(value) > _MAX_ITEMS:
        return Other(type_name=f"{container} of {len(value)} items")
    items = tuple(describe_value(item, depth=depth + 1) for item in value)
    # Numbers and nested lists of numbers become one array. Arrays, such as (w, b), stay separate.
    if items and all(_is_plain_number(item, container) for item in items):
        with contextlib.suppress(NotNumbersError, TypeError, ValueError):
            return pack(np.asarray([np.asarray(item) for item in value]), container)
    return Items(container, items)


def _is_plain_number(item: Value, container: Container) -> bool:
    if not isinstance(item, Array):
        return False
    return item.shape == () or (container == "list" and item.container == "list")
