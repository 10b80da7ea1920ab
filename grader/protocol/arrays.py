"""Arrays as plain data: the name of a number type, a shape and bytes."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
import numpy as np
from msgspec import Meta

from grader.protocol.wire import MAX_FRAME

Numbers: TypeAlias = np.ndarray[Any, np.dtype[Any]]
"""A NumPy array of any number type and shape."""

Container: TypeAlias = Literal["number", "array", "tensor", "variable", "list", "tuple"]
"""The type of the object that contained the numbers in learner code."""

ITEM_SIZES = {"bool": 1, "float16": 2, "float32": 4, "float64": 8} | {
    f"{sign}int{8 * size}": size for sign in ("", "u") for size in (1, 2, 4, 8)
}
"""Bytes of one number, by the NumPy name of its type. The wire carries no other types."""

_MAX_DIMENSIONS = 32
_MAX_BYTES = 1 << 32


class Array(msgspec.Struct, frozen=True, tag="array"):
    """Numbers in C order. `dtype` is NumPy's name of the type.

    Raises ValueError if the fields are inconsistent; a decoder then refuses the message.
    """

    dtype: Annotated[str, Meta(max_length=10)]
    shape: Annotated[tuple[int, ...], Meta(max_length=_MAX_DIMENSIONS)]
    data: Annotated[bytes, Meta(max_length=MAX_FRAME)]
    container: Container = "array"

    def __post_init__(self) -> None:
        if not self.shape and self.container in ("list", "tuple"):
            raise ValueError("a single number is not a list")
        if not self._is_consistent():
            raise ValueError(f"{len(self.data)} bytes are not a {self.dtype} array of that shape")

    def _is_consistent(self) -> bool:
        # Check the number of dimensions first: multiplying many large lengths takes minutes.
        if len(self.shape) > _MAX_DIMENSIONS or any(length < 0 for length in self.shape):
            return False
        item = ITEM_SIZES.get(self.dtype, 0)
        # NumPy refuses an empty array if the product of its other lengths is too large.
        room = item * math.prod(max(length, 1) for length in self.shape)
        return 0 < room <= _MAX_BYTES and item * math.prod(self.shape) == len(self.data)


class NotNumbersError(Exception):
    """A value does not consist of plain numbers."""


def pack(numbers: Any, container: Container = "array") -> Array:
    """Return numbers as an `Array`; raises NotNumbersError."""
    array = np.ascontiguousarray(numbers).reshape(np.shape(numbers))
    if array.dtype.name not in ITEM_SIZES:
        raise NotNumbersError(f"{array.dtype.name} is not a plain number type")
    array = array.astype(array.dtype.newbyteorder("="), copy=False)  # the name has no byte order
    return Array(array.dtype.name, tuple(int(n) for n in array.shape), array.tobytes(), container)


def unpack(message: Array) -> Numbers:
    """Return an `Array` as a read-only NumPy array."""
    return np.frombuffer(message.data, dtype=message.dtype).reshape(message.shape)
