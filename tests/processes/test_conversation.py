"""What a process may say and in which order, over a real pair of sockets."""

import contextlib
import socket
import struct
import threading
import time

import msgspec
import numpy as np
import pytest

from grader.course import linear_neuron
from grader.processes.conversation import Conversation, OpenCall, limit_met
from grader.protocol.calls import Call, Float
from grader.protocol.events import (
    CallFailed,
    CallReturned,
    CallStarted,
    Done,
    Return,
    Started,
    StatementFailed,
    StatementStarted,
)
from grader.protocol.models import Model
from grader.protocol.problems import Problem
from grader.protocol.values import Nothing, Text
from grader.protocol.wire import Wire, WireClosedError, WireError, WireTimeoutError
from grader.sandbox.limits import Limits

LIMITS = Limits(memory=512, file=7)
RETURN = Return(Nothing())
FAILED = Problem("exception", "ValueError", "no", "a.py", 0, 3, "x = y")
LONG = 30.0  # seconds; nothing here waits for it


def calls(*tasks: str, **changes) -> tuple[OpenCall, ...]:
    return tuple(
        OpenCall(task, f"q{number}", Call(task, (Float(1.0),), **changes))
        for number, task in enumerate(tasks)
    )


TWO = calls("relu", "relu")


def frames(*events) -> bytes:
    bodies = [msgspec.msgpack.encode(event) for event in events]
    return b"".join(struct.pack(">I", len(body)) + body for body in bodies)


def held(*events, open_calls=TWO, said: bytes = b""):
    """Hold a conversation with a process that says this and is gone; return it and its error."""
    ours, theirs = socket.socketpair()

    def say() -> None:
        with theirs, contextlib.suppress(OSError):  # Nobody may listen to the end.
            theirs.sendall(said or frames(*events))

    conversation, speaker = Conversation(open_calls, LONG, LIMITS), threading.Thread(target=say)
    speaker.start()
    with ours:
        error = conversation.hold(Wire(ours))
    speaker.join()
    return conversation, error


def test_a_whole_conversation_gives_every_answer():
    conversation, error = held(
        StatementStarted(0, 0),
        StatementFailed(FAILED),
        StatementStarted(0, 1),
        CallStarted(0),
        CallReturned(0, (RETURN,)),
        CallStarted(1),
        CallFailed(1, FAILED),
        Done(),
    )
    assert error is None
    assert conversation.answers == {0: (RETURN,), 1: FAILED}
    assert conversation.failed == [FAILED]
    assert conversation.at == CallStarted(1)


def test_a_process_that_is_gone_was_last_at_what_it_said():
    conversation, error = held(StatementStarted(0, 0), StatementStarted(0, 1))
    assert isinstance(error, WireClosedError)
    assert conversation.at == StatementStarted(0, 1)
    conversation, error = held(CallStarted(0), CallReturned(0, (RETURN,)), CallStarted(1))
    assert isinstance(error, WireClosedError)
    assert conversation.at == CallStarted(1)
    assert conversation.answers == {0: (RETURN,)}


@pytest.mark.parametrize(
    "events",
    [
        (CallStarted(1),),
        (CallStarted(-1),),
        (CallStarted(0), CallStarted(0)),
        (CallStarted(0), CallStarted(1), CallStarted(2)),
        (CallReturned(0, (RETURN,)),),
        (CallFailed(0, FAILED),),
        (CallStarted(0), CallReturned(1, (RETURN,))),
        (CallStarted(0), CallFailed(1, FAILED)),
        (CallStarted(0), StatementStarted(0, 0)),
        (CallStarted(0), StatementFailed(FAILED)),
        (Started(),),
    ],
)
def test_a_message_out_of_order_ends_the_conversation(events):
    conversation, error = held(*events, Done())
    assert "out of order" in str(error)
    assert conversation.answers == {}


def test_the_first_answer_to_a_call_counts():
    conversation, error = held(
        CallStarted(0), CallReturned(0, (RETURN,)), CallFailed(0, FAILED), CallStarted(1), Done()
    )
    assert error is None
    assert conversation.answers == {0: (RETURN,)}


def test_a_process_that_says_too_much_is_not_heard_to_the_end():
    _, error = held(said=frames(StatementStarted(0, 0)) * 30_000)
    assert isinstance(error, WireError)
    assert str(error) == "more than 20000 messages"


def test_of_very_many_statements_that_failed_some_are_kept():
    conversation, _ = held(*[StatementFailed(FAILED)] * 200, Done())
    assert len(conversation.failed) == 50


def test_what_is_no_message_ends_the_conversation():
    conversation, error = held(CallStarted(0), Text("not an event"))
    assert "not a message" in str(error)
    assert conversation.at == CallStarted(0)


def test_a_process_that_says_nothing_meets_the_deadline():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        error = Conversation(TWO, 0.05, LIMITS).hold(Wire(ours))
    assert isinstance(error, WireTimeoutError)


class Clocked(Wire):
    """Says these events, and notes the deadline by which each was to come."""

    def __init__(self, *events) -> None:
        self.events = list(events)
        self.deadlines: list[float] = []

    def receive(self, _decoder, deadline=None):
        self.deadlines.append(deadline)
        time.sleep(0.001)
        return self.events.pop(0)


def test_each_task_has_time_of_its_own_and_each_call_has_not():
    wire = Clocked(
        StatementStarted(0, 0),
        CallStarted(0),
        CallReturned(0, (RETURN,)),
        CallStarted(1),
        CallReturned(1, (RETURN,)),
        CallStarted(2),
        Done(),
    )
    conversation = Conversation(calls("relu", "relu", "train"), LONG, LIMITS)
    assert conversation.hold(wire) is None
    loading, again, *relu, train = wire.deadlines
    assert loading == again
    assert len(set(relu)) == 1
    assert loading < relu[0] < train


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (Problem("memory", limit=1.0), Problem("memory", limit=512)),
        (Problem("file_size"), Problem("file_size", limit=7)),
        (Problem("timeout", limit=20.0), Problem("exception")),
        (Problem("crash", exit_code=-9), Problem("exception")),
        (Problem("syntax", file="a.py"), Problem("exception", file="a.py")),
        (FAILED, FAILED),
    ],
)
def test_a_process_does_not_know_limits_and_endings(told, kept):
    conversation, _ = held(CallStarted(0), CallFailed(0, told), StatementFailed(told))
    assert conversation.answers == {0: kept}
    conversation, _ = held(StatementFailed(told))
    assert conversation.failed == [kept]


@pytest.mark.parametrize("times", [0, 1, 3, 9])
def test_an_answer_has_as_many_returns_as_calls_were_asked_for(times):
    thrice = calls("relu", times=3)
    conversation, error = held(
        CallStarted(0), CallReturned(0, (RETURN,) * times), Done(), open_calls=thrice
    )
    assert (error is None) == (times == 3)
    assert (0 in conversation.answers) == (times == 3)


@pytest.mark.parametrize(("returns", "is_right"), [(1, False), (2, True), (3, True), (4, False)])
def test_calls_until_lengths_differ_may_stop_after_two(returns, is_right):
    open_calls = calls("train", times=3, until_lengths_differ=True)
    _, error = held(
        CallStarted(0), CallReturned(0, (RETURN,) * returns), Done(), open_calls=open_calls
    )
    assert (error is None) == is_right


def test_a_call_that_was_passed_a_model_describes_it():
    passed = (OpenCall("train", "q", Call("train", (linear_neuron(np.ones(2), 0.0),))),)
    model = Model("Sequential", (), True, None)
    for models, is_right in (((), False), ((model,), True), ((model, model), False)):
        answer = CallReturned(0, (Return(Nothing(), models),))
        _, error = held(CallStarted(0), answer, Done(), open_calls=passed)
        assert (error is None) == is_right


def test_a_limit_that_the_watchdog_found_has_what_was_allowed():
    assert limit_met("disk", Limits(disk=9)) == Problem("disk", limit=9)
    assert limit_met("threads", Limits(threads=5)) == Problem("threads", limit=5)
