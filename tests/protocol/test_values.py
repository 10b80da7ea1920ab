"""Values and events from a learner's process: well-formed and bounded, or refused."""

import msgspec
import numpy as np
import pytest

from grader.protocol.arrays import pack
from grader.protocol.events import EVENTS, CallFailed, CallReturned, Done, Return, Started
from grader.protocol.models import Activation, Compiled, Layer, Model
from grader.protocol.problems import Problem
from grader.protocol.values import Items, Nothing, Other, Text, Value

VALUES = msgspec.msgpack.Decoder(Value)
LAYER = Layer("Dense", "Dense", 2, Activation("relu"), weights=(pack(np.ones((3, 2))),))
MODEL = Model("Sequential", (LAYER,), True, (3,), Compiled("Adam", True, 0.1, "mae", 1.0))


def sent(value: object, decoder: msgspec.msgpack.Decoder = VALUES) -> object:
    return decoder.decode(msgspec.msgpack.encode(value))


@pytest.mark.parametrize(
    "value",
    [
        Nothing(),
        Text("größer\n"),
        pack([1.0, 2.0], "list"),
        Items("tuple", (Nothing(), Items("list", (Text("a"), MODEL)))),
        Other("Dense", is_class=True, is_layer=True),
        MODEL,
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_value_of_every_kind_arrives_as_it_was_sent(value):
    assert sent(value) == value


@pytest.mark.parametrize(
    "value",
    [
        Text("x" * 20_001),
        Other("x" * 2_001),
        Items("list", (Nothing(),) * 10_001),
        Items("set", ()),
        Model("M", (LAYER,) * 1_101, True, None),
        Model("M", (Layer("Dense", "Dense", weights=LAYER.weights * 11),), True, None),
        Model("M", (Layer("Dense", "Dense", kernel_constraint="x" * 2_001),), True, None),
        Model("M", (Layer("Dense", "Dense", bias_constraint="x" * 2_001),), True, None),
        Model("M", (), True, None, Compiled("A", True, 1.0, "mae", 1.0, ("m",) * 101)),
        Model("M", (), True, None, Compiled("A", True, 1.0, "mae", 1.0, settings={"rho": 1.0})),
        Model("M", (), True, (3.5,)),
    ],
)
def test_a_value_that_the_runner_never_sends_is_refused(value):
    with pytest.raises(msgspec.ValidationError):
        sent(value)


def test_a_layer_without_any_optional_field_is_free_to_learn():
    layer = {"kind": "Dense", "type_name": "Dense"}
    model = {"type": "model", "type_name": "M", "layers": [layer], "built": True}
    decoded = sent({**model, "input_shape": None})
    assert decoded == Model("M", (Layer("Dense", "Dense"),), True, None)
    (only,) = decoded.layers
    assert (only.trainable, only.kernel_constraint, only.bias_constraint) == (True, "", "")


@pytest.mark.parametrize(
    "parts", [{"type": "verdict", "passed": True}, {"text": "x"}, [], "text", None, 3, {}]
)
def test_data_that_is_not_a_value_is_refused(parts):
    with pytest.raises(msgspec.ValidationError):
        sent(parts)


@pytest.mark.parametrize(
    "event",
    [
        Started(),
        Done(),
        CallReturned(3, Return(MODEL, (MODEL,), "printed")),
        CallFailed(0, Problem("exception", "ValueError", "no", "a.py", 0, 3, "x = y")),
    ],
    ids=lambda one: type(one).__name__,
)
def test_an_event_arrives_as_it_was_sent(event):
    assert sent(event, EVENTS) == event


@pytest.mark.parametrize(
    "event",
    [
        CallReturned(0, Return(Nothing(), (MODEL,) * 11)),
        CallReturned(0, Return(Nothing(), printed="x" * 20_001)),
        CallFailed(0, Problem("victory")),
        CallFailed(0, Problem("exception", message="x" * 20_001)),
        CallFailed(0, Problem("exception", source="x" * 2_001)),
        CallFailed("0", Problem("exception")),
    ],
)
def test_an_event_that_the_runner_never_sends_is_refused(event):
    with pytest.raises(msgspec.ValidationError):
        sent(event, EVENTS)
