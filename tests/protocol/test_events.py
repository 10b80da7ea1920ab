"""Messages of a learner's process: what arrives, and what is refused."""

import msgspec
import numpy as np
import pytest

from grader.protocol.arrays import pack
from grader.protocol.events import (
    EVENTS,
    CallFailed,
    CallReturned,
    CallStarted,
    Done,
    Return,
    Started,
    StatementFailed,
    StatementStarted,
    TrainingNoted,
)
from grader.protocol.models import Activation, Compiled, Layer, Model
from grader.protocol.noted import NotedTraining
from grader.protocol.problems import Problem
from grader.protocol.trials import Loss, Step, Trial

ARRAY = pack(np.arange(6.0).reshape(2, 3))
LAYER = Layer("Dense", "Mine", 4, Activation("relu", ARRAY, trains=False), weights=(ARRAY,))
COMPILED = Compiled("Adam", True, 0.1, None, float("inf"), ("mae",), {"beta_1": 0.9})
MODEL = Model("Sequential", (LAYER,), True, (None, 3), COMPILED, ARRAY, is_argument=True)
TRIAL = Trial((Loss(1.5, (ARRAY,)),), (Step(None, (ARRAY,)),), step_problem=Problem("exception"))
NOTED = NotedTraining(ARRAY, ARRAY, 2, MODEL, 5, 32, 0, 7, settings={"rho": 0.9}, has_slope=False)


@pytest.mark.parametrize(
    "event",
    [
        Started(),
        StatementStarted(0, 3),
        StatementFailed(Problem("exception", "KeyError", line=3)),
        CallStarted(1),
        CallReturned(1, Return(MODEL, (MODEL,), "printed", TRIAL)),
        CallFailed(1, Problem("undefined")),
        TrainingNoted(NOTED),
        Done(),
    ],
    ids=lambda one: type(one).__name__,
)
def test_an_event_of_every_kind_arrives_as_it_was_sent(event):
    assert EVENTS.decode(msgspec.msgpack.encode(event)) == event


@pytest.mark.parametrize(
    ("event", "change"),
    [
        (Started(), {"type": "passed"}),
        (CallStarted(1), {"call": "1"}),
        (CallStarted(1), {"call": 1.5}),
        (CallFailed(1, Problem("exit")), {"problem": {"kind": "right"}}),
        (CallReturned(1, Return(MODEL)), {"returned": {}}),
        (CallReturned(1, Return(MODEL)), {"returned": {"value": 3}}),
        (CallReturned(1, Return(MODEL)), {"returned": {"value": {"type": "done"}}}),
        (TrainingNoted(NOTED), {"training": None}),
    ],
)
def test_an_event_of_another_form_is_refused(event, change):
    message = msgspec.to_builtins(event, builtin_types=(bytes,)) | change
    with pytest.raises(msgspec.ValidationError):
        EVENTS.decode(msgspec.msgpack.encode(message))


def test_a_setting_that_no_optimizer_has_is_refused():
    odd = msgspec.structs.replace(COMPILED, settings={"lr": 1.0})
    model = msgspec.structs.replace(MODEL, compiled=odd)
    with pytest.raises(msgspec.ValidationError, match="compiled"):
        EVENTS.decode(msgspec.msgpack.encode(CallReturned(0, Return(model))))
