"""Reading numbers from values, which may contain anything that a process can send."""

import numpy as np
import pytest

from grader.judge.numbers import numbers_in
from grader.protocol.arrays import pack
from grader.protocol.values import Items, Nothing, Text

ROW = pack(np.array([1.0, 2.0]))


@pytest.mark.parametrize("container", ["number", "array", "tensor", "variable"])
def test_a_number_counts_in_any_container(container):
    assert numbers_in(pack(np.float16(1.5), container)).tolist() == 1.5


@pytest.mark.parametrize("kind", ["bool", "int64", "uint8", "float32"])
def test_numbers_of_every_type_become_float64(kind):
    numbers = numbers_in(pack(np.array([0, 1], kind)))
    assert numbers.dtype == "float64"
    assert numbers.tolist() == [0.0, 1.0]


def test_a_list_of_numbers_counts_and_a_tuple_does_not():
    assert numbers_in(pack([1.0, 2.0], "list")).tolist() == [1.0, 2.0]
    assert numbers_in(pack([1.0, 2.0], "tuple")) is None


def test_rows_in_a_list_are_numbers():
    rows = Items("list", (ROW, pack(np.array([3, 4]))))
    assert numbers_in(rows).tolist() == [[1.0, 2.0], [3.0, 4.0]]


@pytest.mark.parametrize(
    "value",
    [
        Nothing(),
        Text("1"),
        Items("tuple", (ROW, ROW)),
        Items("list", (ROW, pack(np.array([1.0])))),
        Items("list", (ROW, Text("2"))),
        Items("list", ()),
    ],
)
def test_a_value_that_is_not_only_numbers_is_none(value):
    assert numbers_in(value) is None
