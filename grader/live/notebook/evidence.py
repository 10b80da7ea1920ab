"""Takes in what a kernel sends, by the rules for messages of a learner's process."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import msgspec

from grader.course.exercise import Question
from grader.processes.budget import Budget
from grader.processes.clock import ProcessClock
from grader.processes.conversation import Conversation, OpenCall
from grader.protocol.problems import Problem
from grader.protocol.wire import MAX_FRAME, WireClosedError, WireError, decoded
from grader.records import Evidence, Outcome
from grader.sandbox.limits import DEFAULT_LIMITS

Message = TypeVar("Message")


class _Made:
    """Messages that were made before, in the place of a wire."""

    def __init__(self, bodies: Sequence[bytes]) -> None:
        self.received = 0
        self._bodies = iter(bodies)

    def receive(
        self,
        decoder: msgspec.msgpack.Decoder[Message],
        is_over: Callable[[], bool] | None = None,
        most: int = MAX_FRAME,
    ) -> Message:
        del is_over  # No message is waited for.
        body = next(self._bodies, None)
        if body is None:
            raise WireClosedError("there are no more messages")
        if len(body) > most:
            raise WireError("a message is too large")
        self.received += len(body)
        return decoded(body, decoder)


def evidence_of(task: str, questions: Mapping[str, Question], events: Sequence[bytes]) -> Evidence:
    """Return the outcomes of a task's questions, in their order. No time limit applies."""
    calls = tuple(OpenCall(task, name, one.call) for name, one in questions.items())
    conversation = Conversation(
        calls, DEFAULT_LIMITS, math.inf, ProcessClock(os.getpid()), Budget(math.inf)
    )
    error = conversation.hold(_Made(events), lambda: False) if calls else None
    problem = None if error is None else Problem("protocol", message=str(error)[:200])
    outcomes = {
        call.question: conversation.outcomes.get(number, Outcome(problem=problem))
        for number, call in enumerate(calls)
    }
    return Evidence({task: outcomes})
