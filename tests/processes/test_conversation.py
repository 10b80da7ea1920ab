"""The messages of a process and their order, over a real pair of sockets."""

import contextlib
import os
import socket
import struct
import subprocess
import sys
import threading

import msgspec
import numpy as np
import pytest

from grader.course import linear_neuron
from grader.processes.budget import MAX_NODES, Budget
from grader.processes.clock import ProcessClock
from grader.processes.conversation import Conversation, OpenCall, limit_met
from grader.protocol.arrays import pack
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
    TrainingNoted,
)
from grader.protocol.models import Model
from grader.protocol.noted import MAX_NOTED, NotedTraining
from grader.protocol.problems import Problem
from grader.protocol.values import Items, Nothing, Text
from grader.protocol.wire import Wire, WireClosedError, WireError, WireTimeoutError
from grader.records import Outcome
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


def conversation_on(open_calls, pid: int, timeout: float = LONG, total: float = 9 * LONG):
    return Conversation(open_calls, LIMITS, timeout, ProcessClock(pid), Budget(total))


def frames(*events) -> bytes:
    bodies = [msgspec.msgpack.encode(event) for event in events]
    return b"".join(struct.pack(">I", len(body)) + body for body in bodies)


def held(*events, open_calls=TWO, said: bytes = b""):
    """Receive these messages from a process that then ends; return conversation and error."""
    ours, theirs = socket.socketpair()

    def say() -> None:
        with theirs, contextlib.suppress(OSError):  # The receiver may stop before the end.
            theirs.sendall(said or frames(*events))

    conversation = conversation_on(open_calls, os.getpid())
    speaker = threading.Thread(target=say)
    speaker.start()
    with ours:
        error = conversation.hold(Wire(ours), lambda: False)
    speaker.join()
    return conversation, error


def test_a_whole_conversation_gives_every_answer():
    conversation, error = held(
        StatementStarted(0, 0),
        StatementFailed(FAILED),
        StatementStarted(0, 1),
        CallStarted(0),
        CallReturned(0, RETURN),
        CallStarted(1),
        CallFailed(1, FAILED),
        Done(),
    )
    assert error is None
    assert conversation.outcomes == {0: Outcome((RETURN,)), 1: Outcome(problem=FAILED)}
    assert conversation.failed == [FAILED]
    assert conversation.at == CallStarted(1)


def test_the_last_started_call_or_statement_of_a_process_is_known():
    conversation, error = held(StatementStarted(0, 0), StatementStarted(0, 1))
    assert isinstance(error, WireClosedError)
    assert conversation.at == StatementStarted(0, 1)
    conversation, error = held(CallStarted(0), CallReturned(0, RETURN), CallStarted(1))
    assert isinstance(error, WireClosedError)
    assert conversation.at == CallStarted(1)
    assert conversation.outcomes == {0: Outcome((RETURN,))}


@pytest.mark.parametrize(
    "events",
    [
        (CallStarted(1),),
        (CallStarted(-1),),
        (CallStarted(0), CallStarted(0)),
        (CallStarted(0), CallReturned(0, RETURN), CallStarted(2)),
        (CallReturned(0, RETURN),),
        (CallFailed(0, FAILED),),
        (CallStarted(0), CallReturned(1, RETURN)),
        (CallStarted(0), CallFailed(1, FAILED)),
        (CallStarted(0), StatementStarted(0, 0)),
        (CallStarted(0), StatementFailed(FAILED)),
        (Started(),),
    ],
)
def test_a_message_out_of_order_ends_the_conversation(events):
    conversation, error = held(*events, Done())
    assert "out of order" in str(error)
    assert 1 not in conversation.outcomes


def test_a_second_answer_to_a_call_ends_the_conversation_and_the_first_counts():
    conversation, error = held(
        CallStarted(0), CallReturned(0, RETURN), CallFailed(0, FAILED), CallStarted(1), Done()
    )
    assert str(error) == "more answers than were asked for"
    assert conversation.outcomes == {0: Outcome((RETURN,))}


def test_a_process_that_sends_too_many_messages_is_stopped():
    _, error = held(said=frames(StatementStarted(0, 0)) * 30_000)
    assert isinstance(error, WireError)
    assert str(error) == "too many messages"


def test_only_some_of_very_many_failed_statements_are_kept():
    conversation, _ = held(*[StatementFailed(FAILED)] * 200, Done())
    assert len(conversation.failed) == 50


def test_an_invalid_message_ends_the_conversation():
    conversation, error = held(CallStarted(0), Text("not an event"))
    assert "not a message" in str(error)
    assert conversation.at == CallStarted(0)


@pytest.fixture
def start():
    """Start a Python that runs this code until the test is over."""
    started = []

    def start_it(code: str) -> int:
        started.append(subprocess.Popen([sys.executable, "-I", "-c", code]))
        return started[-1].pid

    yield start_it
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("code", "kind"),
    [("while True: pass", "timeout"), ("import time; time.sleep(1000)", "waited")],
)
def test_a_process_that_sends_nothing_uses_up_its_time(start, code, kind):
    conversation = conversation_on(TWO, start(code), timeout=0.5)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        error = conversation.hold(Wire(ours), lambda: False)
    assert isinstance(error, WireTimeoutError)
    assert conversation.ran_out == Problem(kind, limit=0.5)


def test_the_time_that_is_left_of_the_total_is_a_limit_too(start):
    conversation = conversation_on(TWO, start("while True: pass"), total=0.3)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        conversation.hold(Wire(ours), lambda: False)
    assert conversation.ran_out == Problem("total_time", limit=0.3)


def test_what_arrived_in_time_counts_and_the_next_call_does_not_begin(start):
    conversation = conversation_on(TWO, start("while True: pass"), timeout=0.2)
    conversation.at = CallStarted(0)
    while not conversation.is_late():
        pass
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(frames(CallReturned(0, RETURN), CallStarted(1)))
        error = conversation.hold(Wire(ours), lambda: False)
    assert isinstance(error, WireTimeoutError)
    assert conversation.at == CallStarted(0)
    assert conversation.outcomes == {0: Outcome((RETURN,))}


def test_lists_without_end_are_too_much():
    half = Items("tuple", (Nothing(),) * 9_000)
    many = Return(Items("list", (half,) * (MAX_NODES // 9_000 + 1)))
    _, error = held(CallStarted(0), CallReturned(0, many), Done(), open_calls=calls("relu"))
    assert "lists" in str(error)


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
def test_a_process_cannot_report_limits_and_exit_codes(told, kept):
    conversation, _ = held(CallStarted(0), CallFailed(0, told), StatementFailed(told))
    assert conversation.outcomes == {0: Outcome(problem=kept)}
    conversation, _ = held(StatementFailed(told))
    assert conversation.failed == [kept]


@pytest.mark.parametrize("times", [0, 1, 3, 9])
def test_a_call_that_is_made_three_times_returns_three_times(times):
    thrice = calls("relu", times=3)
    returns = [CallReturned(0, RETURN)] * times
    conversation, error = held(CallStarted(0), *returns, Done(), open_calls=thrice)
    assert (error is None) == (times == 3)
    kept = conversation.outcomes.get(0, Outcome())
    assert len(kept.returns) == min(times, 3)


def test_a_later_call_that_fails_leaves_the_earlier_returns():
    thrice = calls("train", times=3)
    conversation, error = held(
        CallStarted(0), CallReturned(0, RETURN), CallFailed(0, FAILED), Done(), open_calls=thrice
    )
    assert error is None
    assert conversation.outcomes == {0: Outcome((RETURN,), FAILED)}


def losses(length: int) -> CallReturned:
    return CallReturned(0, Return(Items("list", (Nothing(),) * length)))


NOT_A_LIST = CallReturned(0, RETURN)


@pytest.mark.parametrize(
    ("returned", "is_right"),
    [
        ((losses(4),), False),
        ((losses(4), losses(4)), False),
        ((losses(4), losses(5)), True),
        ((losses(4), losses(4), losses(4)), True),
        ((losses(4), losses(5), losses(4)), False),
        ((NOT_A_LIST,), True),
        ((NOT_A_LIST, NOT_A_LIST), False),
        ((losses(4), NOT_A_LIST), True),
    ],
)
def test_calls_go_on_until_two_lists_differ_in_length(returned, is_right):
    open_calls = calls("train", times=3, until_lengths_differ=True)
    _, error = held(CallStarted(0), *returned, Done(), open_calls=open_calls)
    assert (error is None) == is_right


def test_a_call_that_was_passed_a_model_describes_it():
    passed = (OpenCall("train", "q", Call("train", (linear_neuron(np.ones(2), 0.0),))),)
    model = Model("Sequential", (), True, None)
    for models, is_right in (((), False), ((model,), True), ((model, model), False)):
        answer = CallReturned(0, Return(Nothing(), models))
        _, error = held(CallStarted(0), answer, Done(), open_calls=passed)
        assert (error is None) == is_right


def test_a_limit_that_the_watchdog_found_has_its_value():
    assert limit_met("disk", Limits(disk=9)) == Problem("disk", limit=9)
    assert limit_met("threads", Limits(threads=5)) == Problem("threads", limit=5)


def noted(rows=2) -> TrainingNoted:
    data = pack(np.ones((rows, 1), "float32"))
    model = Model("Sequential", (), True, (1,))
    return TrainingNoted(NotedTraining(data, data, rows, model, 1, 32, 0, 1))


def test_a_training_is_kept_with_the_task_in_whose_call_it_was_made():
    conversation, error = held(
        StatementStarted(0, 0),
        noted(),
        CallStarted(0),
        noted(),
        CallReturned(0, RETURN),
        CallStarted(1),
        CallReturned(1, RETURN),
        Done(),
    )
    assert error is None
    assert [one.task for one in conversation.trainings] == ["", "relu"]


def test_a_training_before_anything_was_started_is_out_of_order():
    _, error = held(noted())
    assert str(error) == "a message out of order"


def test_more_trainings_than_the_runner_notes_end_the_conversation():
    conversation, error = held(StatementStarted(0, 0), *[noted()] * (MAX_NOTED + 1))
    assert str(error) == "too many trainings"
    assert len(conversation.trainings) == MAX_NOTED


@pytest.mark.parametrize(
    "change",
    [{"x": {"type": "array", "dtype": "object", "shape": [1], "data": b"x"}}, {"rows": "many"}],
)
def test_a_forged_training_is_refused(change):
    forged = msgspec.to_builtins(noted(), builtin_types=(bytes,))
    forged["training"] |= change
    _, error = held(StatementStarted(0, 0), forged)
    assert str(error).startswith("not a message")
