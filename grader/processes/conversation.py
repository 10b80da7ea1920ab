"""Receives the messages of one learner's process, and enforces their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec

from grader.processes.budget import Budget, task_seconds
from grader.processes.clock import Deadline, ProcessClock
from grader.protocol.calls import Call
from grader.protocol.events import (
    EVENTS,
    CallFailed,
    CallReturned,
    CallStarted,
    Done,
    Event,
    StatementFailed,
    StatementStarted,
    TrainingNoted,
)
from grader.protocol.networks import Network
from grader.protocol.noted import MAX_NOTED
from grader.protocol.problems import Kind, Problem
from grader.protocol.repetition import is_made_again
from grader.protocol.wire import WireError, WireTimeoutError
from grader.records import Outcome, TaskTraining
from grader.sandbox.limits import Limits

_MAX_LOADING_PROBLEMS = 50
_MAX_EVENTS = 20_000
"""Messages from one process. The unmodified runner sends at most two for a call or a statement."""

_ALSO_WATCHED = frozenset({"memory", "threads"})
"""The kinds that the watchdog reports as well, without a line. Which of the two is first is chance,
so no line is kept."""

_KINDS = frozenset(
    {"exception", "undefined", "exit", "memory", "file_size", "descriptors", "threads"}
)
"""The kinds of problem that a process can report about itself."""


Message = TypeVar("Message")


class Messages(Protocol):
    """Where messages come from: a wire, or messages that were made before. See `Wire`."""

    received: int

    def receive(
        self,
        decoder: msgspec.msgpack.Decoder[Message],
        is_over: Callable[[], bool] | None = None,
        most: int = ...,
    ) -> Message:
        """Return the next message; raises WireError."""


@dataclass(frozen=True)
class OpenCall:
    """A call that has no answer yet, and the question that it belongs to."""

    task: str
    question: str
    call: Call


class Conversation:
    """Receives one process's messages, until it is done or has used its time.

    at: the last statement or call that it started. outcomes: by the number of the open call.
    trainings: those that it has noted. timeout: seconds on the process's clock for all its
    statements, and for each call; see also `task_seconds`.
    """

    def __init__(
        self,
        calls: tuple[OpenCall, ...],
        limits: Limits,
        timeout: float,
        clock: ProcessClock,
        budget: Budget,
    ) -> None:
        self.at: StatementStarted | CallStarted | None = None
        self.outcomes: dict[int, Outcome] = {}
        self.failed: list[Problem] = []
        self.trainings: list[TaskTraining] = []
        self.ran_out: Problem | None = None  # set when the process has used its time
        self._calls = calls
        self._limits = limits
        self._timeout = timeout
        self._clock = clock
        self._budget = budget
        self._task_began = 0.0  # on the clock
        self._deadline = self._next_deadline(is_call=False)

    def hold(self, wire: Messages, is_over: Callable[[], bool]) -> WireError | None:
        """Receive messages until the process is done; return the error that ended them, if any.

        is_over: tells whether the process has ended or must be ended for another reason.
        """
        try:
            for _ in range(_MAX_EVENTS):
                before = wire.received
                event = wire.receive(
                    EVENTS, lambda: self.is_late() or is_over(), self._budget.frame
                )
                self._budget.take(wire.received - before, event)
                if isinstance(event, Done):
                    self._require_all()
                    return None
                self._take_in(event)
        except WireError as error:
            return error
        return WireError("too many messages")

    def is_late(self) -> bool:
        """Return whether the process has used its time; from then on, `ran_out` says so."""
        if self.ran_out is None and self._deadline.has_passed():
            self.ran_out = self._deadline.problem()
        return self.ran_out is not None

    def _next_deadline(self, *, is_call: bool) -> _Limit:
        now, budget, of_task = self._clock.elapsed(), self._budget, task_seconds(self._timeout)
        limits: list[tuple[float, Kind, float]] = [
            (self._timeout, "timeout", self._timeout),
            (budget.seconds - now, "total_time", budget.total),
        ]
        if is_call:
            limits.append((of_task - (now - self._task_began), "task_time", of_task))
        return _Limit(self._clock, *min(limits, key=lambda limit: limit[0]))

    def _take_in(self, event: Event) -> None:
        at = self.at
        if isinstance(event, CallStarted):
            self._begin(event)
        elif isinstance(event, StatementStarted) and not isinstance(at, CallStarted):
            self.at = event
        elif isinstance(event, StatementFailed) and not isinstance(at, CallStarted):
            if len(self.failed) < _MAX_LOADING_PROBLEMS:
                self.failed.append(_checked(event.problem, self._limits))
        elif isinstance(event, TrainingNoted) and at is not None:
            self._note(event)
        elif (
            isinstance(event, (CallReturned, CallFailed))
            and isinstance(at, CallStarted)
            and event.call == at.call
        ):
            self._add(event)
        else:
            raise WireError("a message out of order")

    def _note(self, event: TrainingNoted) -> None:
        """Keep a training, with the task in whose call it was made."""
        if len(self.trainings) >= MAX_NOTED:
            raise WireError("too many trainings")
        task = self._calls[self.at.call].task if isinstance(self.at, CallStarted) else ""
        self.trainings.append(TaskTraining(task, event.training))

    def _begin(self, event: CallStarted) -> None:
        """Note that a call has begun."""
        before = self.at.call if isinstance(self.at, CallStarted) else -1
        if event.call != before + 1 or event.call >= len(self._calls):
            raise WireError("a call out of order")
        self._require_complete()
        if before < 0 or self._calls[before].task != self._calls[event.call].task:
            self._task_began = self._clock.elapsed()
        self._renew()
        self.at = event

    def _renew(self) -> None:
        """Begin a new time limit, unless the last one has passed and the process is being ended."""
        if self.is_late():
            raise WireTimeoutError("the time was used up before this call")
        self._deadline = self._next_deadline(is_call=True)

    def _add(self, event: CallReturned | CallFailed) -> None:
        """Add a return or a failure to the outcome of its call."""
        call, so_far = self._calls[event.call].call, self.outcomes.get(event.call, Outcome())
        if is_complete(call, so_far):
            raise WireError("more answers than were asked for")
        if isinstance(event, CallFailed):
            problem = _checked(event.problem, self._limits)
            self.outcomes[event.call] = Outcome(so_far.returns, problem)
            return
        models = sum(isinstance(argument, Network) for argument in call.arguments)
        if len(event.returned.models) != models:
            raise WireError("an answer without the models that were passed")
        self.outcomes[event.call] = Outcome((*so_far.returns, event.returned))
        if not is_complete(call, self.outcomes[event.call]):
            self._renew()  # The call is made again.

    def _require_all(self) -> None:
        """Raise WireError if a call has not been made, or not as often as asked for."""
        self._require_complete()
        if len(self.outcomes) < len(self._calls):
            raise WireError("done before all calls were made")

    def _require_complete(self) -> None:
        """Raise WireError if the last call that began was not made as often as asked for."""
        if isinstance(self.at, CallStarted):
            outcome = self.outcomes.get(self.at.call, Outcome())
            if not is_complete(self._calls[self.at.call].call, outcome):
                raise WireError("too few answers")


def is_complete(call: Call, outcome: Outcome) -> bool:
    """Return whether a call with this outcome is not made again."""
    return outcome.problem is not None or not is_made_again(call, outcome.returns)


class _Limit:
    """The time limit of the statements or of one call.

    left: seconds until it passes. kind, limit: of the problem that the process has then.
    """

    def __init__(self, clock: ProcessClock, left: float, kind: Kind, limit: float) -> None:
        self._clock = clock
        self._kind = kind
        self._seconds = limit
        self._deadline = Deadline(clock, max(left, 0.0))
        self._idle_before = clock.idle()

    def has_passed(self) -> bool:
        """Return whether the process has used its time."""
        return self._deadline.has_passed()

    def problem(self) -> Problem:
        """Return the problem of a process that has used its time."""
        waited = self._clock.idle() - self._idle_before > self._deadline.seconds / 2
        is_waiting = self._kind == "timeout" and waited
        return Problem("waited" if is_waiting else self._kind, limit=self._seconds)


def limit_met(kind: Kind, limits: Limits) -> Problem:
    """Return the problem of a process that exceeded this limit."""
    return Problem(kind, limit=_limit_of(kind, limits))


def _checked(problem: Problem, limits: Limits) -> Problem:
    """Return a reported problem, with the fields corrected that a process cannot report itself."""
    kind: Kind = problem.kind if problem.kind in _KINDS else "exception"
    if kind in _ALSO_WATCHED:
        return limit_met(kind, limits)
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
