"""Arrays on the wire: unchanged, or refused."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from grader.protocol.arrays import Array, NotNumbersError, pack, unpack
from grader.protocol.values import Value


@given(
    arrays(
        st.sampled_from(["bool", "int8", "int64", "uint16", "float16", "float32", "float64"]),
        array_shapes(min_dims=0, min_side=0, max_side=4),
    )
)
def test_an_array_is_unchanged_by_the_wire(array):
    back = unpack(pack(array))
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()


@given(
    st.sampled_from(["float32", "float64", "object", "O", "V8", "nonsense", "<U9", "complex128"]),
    st.lists(st.integers(-3, 2**40), max_size=40),
    st.binary(max_size=64),
)
def test_a_forged_array_is_consistent_or_refused(dtype, shape, data):
    parts = {"type": "array", "dtype": dtype, "shape": shape, "data": data}
    try:
        message = msgspec.msgpack.decode(msgspec.msgpack.encode(parts), type=Value)
    except msgspec.ValidationError:
        return
    array = unpack(message)
    assert array.nbytes == len(data)
    assert array.dtype.kind == "f"


@pytest.mark.parametrize("value", [np.array([object()]), np.array(["text"]), np.array([1j])])
def test_values_that_are_not_plain_numbers_are_not_packed(value):
    with pytest.raises(NotNumbersError):
        pack(value)


@pytest.mark.parametrize("lengths", [60_000, 150_000])
def test_a_shape_with_too_many_dimensions_is_refused_before_the_lengths_are_multiplied(lengths):
    """Multiplying so many large lengths would take minutes."""
    parts = {"type": "array", "dtype": "float32", "shape": [2**62] * lengths, "data": b""}
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode(parts), type=Value)


class Length(int):
    """A length that must not be multiplied."""

    def __mul__(self, other: int) -> int:
        raise AssertionError("a length was multiplied")

    __rmul__ = __mul__


def test_no_length_of_a_shape_with_too_many_dimensions_is_multiplied():
    with pytest.raises(AssertionError):
        Array("float32", (Length(2),), bytes(8))
    with pytest.raises(ValueError, match="not a float32 array"):
        Array("float32", (Length(2),) * 60_000, b"")
