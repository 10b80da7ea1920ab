"""Receives the messages of one learner's process, and enforces their order."""

from __future__ import annotations

import time
from dataclasses import dataclass

import msgspec

from grader.protocol.calls import Call
from grader.protocol.events import (
    EVENTS,
    CallFailed,
    CallReturned,
    CallStarted,
    Done,
    Event,
    Return,
    StatementFailed,
    StatementStarted,
)
from grader.protocol.networks import Network
from grader.protocol.problems import Kind, Problem
from grader.protocol.wire import Wire, WireError
from grader.sandbox.limits import Limits

_MAX_LOADING_PROBLEMS = 50
_MAX_EVENTS = 20_000
"""Messages from one process. The unmodified runner sends at most two for a call or a statement."""

_KINDS = frozenset({"exception", "undefined", "exit", "memory", "file_size", "descriptors"})
"""The kinds of problem that a process can report about itself."""


@dataclass(frozen=True)
class OpenCall:
    """A call that has no answer yet, and the question that it belongs to."""

    task: str
    question: str
    call: Call


class Conversation:
    """Receives one process's messages. `at` is the last statement or call that it started."""

    def __init__(self, calls: tuple[OpenCall, ...], timeout: float, limits: Limits) -> None:
        self.at: StatementStarted | CallStarted | None = None
        self.answers: dict[int, tuple[Return, ...] | Problem] = {}
        self.failed: list[Problem] = []
        self._calls = calls
        self._timeout = timeout
        self._limits = limits

    def hold(self, wire: Wire) -> WireError | None:
        """Receive messages until the process is done; return the error that ended them, if any."""
        deadline = time.monotonic() + self._timeout
        try:
            for _ in range(_MAX_EVENTS):
                event = wire.receive(EVENTS, deadline)
                if isinstance(event, Done):
                    return None
                if isinstance(event, CallStarted):
                    if self._begins_task(event):
                        deadline = time.monotonic() + self._timeout
                    self.at = event
                else:
                    self._take_in(event)
        except WireError as error:
            return error
        return WireError(f"more than {_MAX_EVENTS} messages")

    def _begins_task(self, event: CallStarted) -> bool:
        """Return whether a call is the first of its task; raises WireError if out of order."""
        before = self.at.call if isinstance(self.at, CallStarted) else -1
        if event.call != before + 1 or event.call >= len(self._calls):
            raise WireError("a call out of order")
        return before < 0 or self._calls[event.call].task != self._calls[before].task

    def _take_in(self, event: Event) -> None:
        at = self.at
        if isinstance(event, StatementStarted) and not isinstance(at, CallStarted):
            self.at = event
        elif isinstance(event, StatementFailed) and not isinstance(at, CallStarted):
            if len(self.failed) < _MAX_LOADING_PROBLEMS:
                self.failed.append(_checked(event.problem, self._limits))
        elif (
            isinstance(event, (CallReturned, CallFailed))
            and isinstance(at, CallStarted)
            and event.call == at.call
        ):
            if isinstance(event, CallReturned):
                _require_complete(event.returns, self._calls[event.call].call)
                answer: tuple[Return, ...] | Problem = event.returns
            else:
                answer = _checked(event.problem, self._limits)
            self.answers.setdefault(event.call, answer)
        else:
            raise WireError("a message out of order")


def limit_met(kind: Kind, limits: Limits) -> Problem:
    """Return the problem of a process that exceeded this limit."""
    return Problem(kind, limit=_limit_of(kind, limits))


def _checked(problem: Problem, limits: Limits) -> Problem:
    """Return a reported problem, with the fields corrected that a process cannot report itself."""
    kind: Kind = problem.kind if problem.kind in _KINDS else "exception"
    return msgspec.structs.replace(problem, kind=kind, limit=_limit_of(kind, limits), exit_code=0)


def _limit_of(kind: Kind, limits: Limits) -> float:
    allowed: dict[Kind, float] = {
        "memory": limits.memory,
        "file_size": limits.file,
        "disk": limits.disk,
        "files": limits.files,
        "descriptors": limits.descriptors,
        "threads": limits.threads,
    }
    return allowed.get(kind, 0)


def _require_complete(returns: tuple[Return, ...], call: Call) -> None:
    """Raise WireError unless there is a return for every call, with all models it was passed."""
    models = sum(isinstance(argument, Network) for argument in call.arguments)
    fewest = min(2, call.times) if call.until_lengths_differ else call.times
    if not fewest <= len(returns) <= call.times:
        raise WireError("an answer with too few or too many returns")
    if any(len(one.models) != models for one in returns):
        raise WireError("an answer without the models that were passed")
