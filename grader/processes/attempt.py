"""One attempt to make calls: the life of one learner's process, from its start to its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from grader.errors import ProcessError, StoppedError
from grader.processes.budget import Budget
from grader.processes.clock import ProcessClock, is_gone, wait_until_gone, within
from grader.processes.conversation import Conversation, OpenCall
from grader.processes.launcher import Launcher
from grader.processes.process import Child
from grader.processes.watchdog import Watch
from grader.protocol.calls import Job
from grader.protocol.events import EVENTS, CallStarted, Started, StatementStarted
from grader.protocol.problems import Kind, Problem
from grader.protocol.wire import WireClosedError, WireError
from grader.records import Outcome, Submission, TaskTraining
from grader.sandbox.requests import READY_TIMEOUT

Stop: TypeAlias = Callable[[], bool]
"""Tells whether nobody needs the evidence any more. It is asked about twenty times a second."""

NEVER: Stop = bool
"""It is false that nobody needs the evidence."""

_CPU_GRACE = 10
"""Seconds by which the kernel's limit of processor time exceeds the limit of a submission."""


@dataclass(frozen=True)
class Attempt:
    """What one process did.

    at: the last statement or call that it started. outcomes: by the number of the call. failed: the
    statements that raised. trainings: those that it noted. ran_out: set if it used its time.
    exceeded: the limit that it exceeded otherwise. error: why no more messages were received, None
    if it was done. exit_code: as of `Processes.end`.
    """

    at: StatementStarted | CallStarted | None
    outcomes: Mapping[int, Outcome]
    failed: tuple[Problem, ...]
    trainings: tuple[TaskTraining, ...]
    ran_out: Problem | None
    exceeded: Kind | None
    error: WireError | None
    exit_code: int


def attempt(
    launcher: Launcher,
    submission: Submission,
    calls: tuple[OpenCall, ...],
    timeout: float,
    budget: Budget,
    skip: tuple[tuple[int, int], ...] = (),
    *,
    warm: bool = False,
    stop: Stop = NEVER,
) -> Attempt:
    """Make calls in one new process, and take what it uses from the budget.

    timeout: seconds for all top-level statements together, and for each call. skip: the statements
    to leave out, by cell and number. warm: see `Launcher.start_learner`. stop: see `collect`.
    Raises ProcessError, and StoppedError when it is stopped.
    """
    job = Job(
        module=submission.exercise,
        cells=submission.cells,
        bindings=submission.bindings,
        calls=tuple(call.call for call in calls),
        placeholder=submission.placeholder,
        skip=skip,
        seed=submission.process_seed,
    )
    child = launcher.start_learner(int(budget.total) + _CPU_GRACE, warm=warm)
    try:
        with launcher.watching(child) as watch:
            _start(child, job)
            clock = ProcessClock(child.pid)
            conversation = Conversation(calls, launcher.limits, timeout, clock, budget)
            error = _hold(conversation, child, watch, stop)
            budget.seconds -= clock.elapsed()
    finally:
        exit_code = launcher.end(child)
    if stop():
        raise StoppedError("the evidence is not needed any more")
    return Attempt(
        conversation.at,
        conversation.outcomes,
        tuple(conversation.failed),
        tuple(conversation.trainings),
        conversation.ran_out,
        watch.exceeded,
        error,
        exit_code,
    )


def _start(child: Child, job: Job) -> None:
    """Send the job and wait until the process is confined; raises ProcessError if that fails."""
    try:
        child.wire.send(job)
        started = child.wire.receive(EVENTS, within(child.pid, READY_TIMEOUT))
    except WireError as error:
        raise ProcessError(f"a learner's process did not start: {error}") from error
    if not isinstance(started, Started):
        raise ProcessError("a learner's process sent an unexpected first message")


def _hold(conversation: Conversation, child: Child, watch: Watch, stop: Stop) -> WireError | None:
    """Hold the conversation until the process is done, has ended, or must be ended."""
    try:
        error = conversation.hold(
            child.wire, lambda: watch.exceeded is not None or stop() or is_gone(child.pid)
        )
    except Exception as unexpected:  # noqa: BLE001  what a learner's process sends is not our fault
        return WireError(f"{type(unexpected).__name__} in reading a message")
    if isinstance(error, WireClosedError):
        # Let it end by itself. Otherwise it is chance whether its own exit code is seen or ours.
        wait_until_gone(
            child.pid, lambda: conversation.is_late() or watch.exceeded is not None or stop()
        )
    return error
