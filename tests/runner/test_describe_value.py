"""Descriptions of any returned value as plain data."""

import numpy as np
import pytest

from grader.protocol.arrays import Array, pack, unpack
from grader.protocol.models import Model
from grader.protocol.values import Items, Nothing, Other, Text
from grader.runner.describe_value import describe_value

pytestmark = pytest.mark.usefixtures("keras")


def numbers(value) -> tuple[str, str, list]:
    described = describe_value(value)
    assert isinstance(described, Array), described
    return described.container, described.dtype, unpack(described).tolist()


@pytest.mark.parametrize(
    ("value", "described"),
    [
        (True, ("number", "bool", True)),
        (3, ("number", "int64", 3)),
        (2.5, ("number", "float64", 2.5)),
        (np.float32(2.5), ("number", "float32", 2.5)),
        (np.bool_(1), ("number", "bool", True)),
        (np.longdouble(2.5), ("number", "float64", 2.5)),
        (np.array([1, 2], "int8"), ("array", "int8", [1, 2])),
        (np.array(2.5), ("array", "float64", 2.5)),
        (np.zeros((0, 2)), ("array", "float64", [])),
        (np.arange(6).reshape(2, 3).T, ("array", "int64", [[0, 3], [1, 4], [2, 5]])),
        (np.array([2.5], "longdouble"), ("array", "float64", [2.5])),
        ([1.0, 2.0], ("list", "float64", [1.0, 2.0])),
        ([[1, 2], [3, 4]], ("list", "int64", [[1, 2], [3, 4]])),
        ([np.float32(1), 2.0], ("list", "float64", [1.0, 2.0])),
        ((1.0, 2.0), ("tuple", "float64", [1.0, 2.0])),
    ],
)
def test_numbers_are_described_with_their_type_and_container(value, described):
    assert numbers(value) == described


def test_tensors_and_variables_are_numbers(keras):
    import tensorflow as tf

    assert numbers(tf.constant([1.0, 2.0])) == ("tensor", "float32", [1.0, 2.0])
    assert numbers(keras.ops.ones((1,))) == ("tensor", "float32", [1.0])
    assert numbers(tf.Variable([1, 2])) == ("variable", "int32", [1, 2])
    assert numbers(keras.Variable([1.5])) == ("variable", "float32", [1.5])
    assert numbers([tf.constant(1.0), 2.0]) == ("list", "float64", [1.0, 2.0])


def test_a_tuple_of_arrays_is_described_item_by_item():
    described = describe_value((np.ones((3, 1)), np.zeros(1)))
    assert isinstance(described, Items)
    assert described.container == "tuple"
    assert [item.shape for item in described.items] == [(3, 1), (1,)]


@pytest.mark.parametrize(
    "value", [[1.0, "a"], [[1.0], [1.0, 2.0]], [None], [(1.0, 2.0), (3.0, 4.0)], [np.ones(2)], []]
)
def test_a_list_that_is_not_rows_of_numbers_is_described_item_by_item(value):
    described = describe_value(value)
    assert isinstance(described, Items)
    assert len(described.items) == len(value)


@pytest.mark.parametrize(
    ("value", "described"),
    [
        (None, Nothing()),
        ("größer", Text("größer")),
        ("\x1b[31m\ud800", Text("\x1b[31m\\ud800")),
        ("x" * 5_000, Text("x" * 2_000)),
        (int, Other("int", is_class=True)),
        (len, Other("builtin_function_or_method", is_function=True)),
        (test_a_tuple_of_arrays_is_described_item_by_item, Other("function", is_function=True)),
        ({"loss": [1.0]}, Other("dict")),
        ({1.0}, Other("set")),
        (1j, Other("complex")),
        (10**30, Other("int")),
        (np.array(["a"]), Other("array of texts")),
        (np.array([None]), Other("ndarray")),
        (np.zeros(100_001), Other("array of shape (100001,)")),
        (range(3), Other("range")),
    ],
    ids=lambda one: type(one).__name__,
)
def test_any_other_object_is_described_by_its_type(value, described):
    assert describe_value(value) == described


def test_objects_of_keras_are_distinguished(keras):
    symbolic = describe_value(keras.layers.Dense(1)(keras.Input((3,))))
    assert (symbolic.type_name, symbolic.is_symbolic) == ("KerasTensor", True)
    assert describe_value(keras.layers.Dense(1)) == Other("Dense", is_layer=True)
    assert describe_value(keras.layers.Dense) == Other("Dense", is_class=True)
    assert describe_value(keras.Sequential) == Other("Sequential", is_class=True)
    assert isinstance(describe_value(keras.Sequential()), Model)
    assert describe_value(keras.callbacks.History()).type_name == "History"


def test_a_model_is_described_by_its_predictions(keras):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    described = describe_value(model, pack(np.ones((4, 3), "float32")))
    assert described.predictions.shape == (4, 1)


def test_a_list_that_contains_itself_is_described_to_a_limited_depth():
    endless = []
    endless.append(endless)
    described, depth = describe_value(endless), 0
    while isinstance(described, Items):
        (described,), depth = described.items, depth + 1
    assert (described, depth) == (Other("list of 1 items"), 5)


def test_a_very_long_list_is_described_by_its_length():
    assert describe_value([None] * 10_001) == Other("list of 10001 items")
