"""Collects evidence: makes a submission's calls in a learner's process, within time limits.

A process that ends or hangs is replaced. The next process makes only the calls that have no answer
yet, and skips a top-level statement that ended an earlier process.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from grader.course.exercise import Question
from grader.errors import ProcessError
from grader.processes.budget import Budget, total_seconds
from grader.processes.clock import ProcessClock, is_gone, wait_until_gone, within
from grader.processes.conversation import Conversation, OpenCall, is_complete, limit_met
from grader.processes.launcher import Launcher
from grader.processes.process import Child
from grader.processes.watchdog import Watch
from grader.protocol.calls import Job
from grader.protocol.events import EVENTS, CallStarted, Started, StatementStarted
from grader.protocol.problems import Problem
from grader.protocol.wire import WireClosedError, WireError, WireTimeoutError
from grader.records import Evidence, Outcome, Submission
from grader.sandbox.requests import READY_TIMEOUT

Questions: TypeAlias = Mapping[str, Mapping[str, Question]]
"""By task and name."""

_MAX_RESTARTS_LOADING = 3

_CPU_GRACE = 10
"""Seconds by which the kernel's limit of processor time exceeds the limit of a submission."""

_CPU_LIMIT_SIGNAL = getattr(signal, "SIGXCPU", 0)


@dataclass
class _Collected:
    """The evidence on one submission so far."""

    outcomes: dict[str, dict[str, Outcome]] = field(default_factory=dict)
    failed: tuple[Problem, ...] = ()  # statements that raised in the latest process
    ended: dict[tuple[int, int], Problem] = field(default_factory=dict)  # statements that ended one
    repeated: set[object] = field(default_factory=set)  # where a process died and was repeated

    def note(self, call: OpenCall, outcome: Outcome) -> None:
        """Keep the first outcome of a call."""
        self.outcomes.setdefault(call.task, {}).setdefault(call.question, outcome)

    def is_open(self, task: str, question: str) -> bool:
        """Return whether there is no outcome yet."""
        return question not in self.outcomes.get(task, {})


def collect(
    launcher: Launcher, submission: Submission, questions: Questions, timeout: float
) -> Evidence:
    """Return the outcomes of these questions to a submission.

    timeout: seconds for all top-level statements together, and for each call, on the clock of the
    process (see `ProcessClock`); `total_seconds` limits their sum. Raises ProcessError if one of
    the grader's own processes fails. Failures of learner code become problems.
    """
    collected = _Collected()
    budget = Budget(total_seconds(timeout, len(questions)))
    while open_calls := _open_calls(questions, collected):
        end = _end_of_all(collected, budget)
        if end is not None:
            for call in open_calls:
                collected.note(call, Outcome(problem=end))
            break
        _one_process(launcher, submission, open_calls, timeout, budget, collected)
    return Evidence(collected.outcomes, (*collected.ended.values(), *collected.failed))


def _end_of_all(collected: _Collected, budget: Budget) -> Problem | None:
    """Return why no further process is started, if that is so."""
    if len(collected.ended) > _MAX_RESTARTS_LOADING:
        *_, last = collected.ended.values()
        return last
    return Problem("total_time", limit=budget.total) if budget.seconds <= 0 else None


def _open_calls(questions: Questions, collected: _Collected) -> tuple[OpenCall, ...]:
    return tuple(
        OpenCall(task, name, question.call)
        for task, of_task in questions.items()
        for name, question in of_task.items()
        if collected.is_open(task, name)
    )


def _one_process(
    launcher: Launcher,
    submission: Submission,
    open_calls: tuple[OpenCall, ...],
    timeout: float,
    budget: Budget,
    collected: _Collected,
) -> None:
    """Make all open calls in one process; record the outcomes, and what ended the process."""
    job = Job(
        module=submission.exercise,
        cells=submission.cells,
        bindings=submission.bindings,
        calls=tuple(call.call for call in open_calls),
        placeholder=submission.placeholder,
        skip=tuple(collected.ended),
        seed=submission.process_seed,
    )
    child = launcher.start_learner(cpu_seconds=int(budget.total) + _CPU_GRACE)
    try:
        with launcher.watching(child) as watch:
            _start(child, job)
            clock = ProcessClock(child.pid)
            conversation = Conversation(open_calls, launcher.limits, timeout, clock, budget)
            error = _hold(conversation, child, watch)
            budget.seconds -= clock.elapsed()
    finally:
        exit_code = launcher.end(child)
    collected.failed = tuple(conversation.failed)
    for number, outcome in conversation.outcomes.items():
        if is_complete(open_calls[number].call, outcome):
            collected.note(open_calls[number], outcome)
    if watch.exceeded is not None:
        if _follows_another_task(conversation.at, open_calls):
            # An earlier task may have left the files or the memory. This one is asked once more,
            # in a process in which it comes first.
            return
        problem = limit_met(watch.exceeded, launcher.limits)
    else:
        problem = conversation.ran_out or _ending(error, exit_code, budget)
    at = _place_of(conversation.at, open_calls)
    if problem.kind == "crash" and exit_code < 0 and at not in collected.repeated:
        # No limit sent this signal. Libraries fail by chance, though seldom: it is tried once more.
        collected.repeated.add(at)
    else:
        _note_ending(submission, open_calls, conversation, problem, collected)


def _start(child: Child, job: Job) -> None:
    """Send the job and wait until the process is confined; raises ProcessError if that fails."""
    try:
        child.wire.send(job)
        started = child.wire.receive(EVENTS, within(child.pid, READY_TIMEOUT))
    except WireError as error:
        raise ProcessError(f"a learner's process did not start: {error}") from error
    if not isinstance(started, Started):
        raise ProcessError("a learner's process sent an unexpected first message")


def _hold(conversation: Conversation, child: Child, watch: Watch) -> WireError | None:
    """Hold the conversation until the process is done, has ended, or must be ended."""
    try:
        error = conversation.hold(
            child.wire, lambda: watch.exceeded is not None or is_gone(child.pid)
        )
    except Exception as unexpected:  # noqa: BLE001  what a learner's process sends is not our fault
        return WireError(f"{type(unexpected).__name__} in reading a message")
    if isinstance(error, WireClosedError):
        # Let it end by itself. Otherwise it is chance whether its own exit code is seen or ours.
        wait_until_gone(child.pid, lambda: conversation.is_late() or watch.exceeded is not None)
    return error


def _ending(error: WireError | None, exit_code: int, budget: Budget) -> Problem:
    if exit_code == -_CPU_LIMIT_SIGNAL:
        return Problem("total_time", limit=budget.total)
    if error is None or isinstance(error, (WireClosedError, WireTimeoutError)):
        return Problem("crash", exit_code=exit_code)
    return Problem("protocol", message=str(error)[:200])


def _follows_another_task(
    at: StatementStarted | CallStarted | None, calls: tuple[OpenCall, ...]
) -> bool:
    """Return whether this process has made calls of another task before this one."""
    return isinstance(at, CallStarted) and calls[0].task != calls[at.call].task


def _place_of(at: StatementStarted | CallStarted | None, calls: tuple[OpenCall, ...]) -> object:
    """Return the place in the submission: the same in every process."""
    if isinstance(at, CallStarted):
        return calls[at.call].task, calls[at.call].question
    return None if at is None else (at.cell, at.statement)


def _note_ending(
    submission: Submission,
    open_calls: tuple[OpenCall, ...],
    conversation: Conversation,
    problem: Problem,
    collected: _Collected,
) -> None:
    """Record what ended the process, for the calls that it did not answer."""
    at = conversation.at
    if isinstance(at, CallStarted):
        so_far = conversation.outcomes.get(at.call, Outcome())
        if conversation.ran_out is not None and is_complete(open_calls[at.call].call, so_far):
            return  # It returned in the moment when its time was up. The rest is asked once more.
        collected.note(open_calls[at.call], Outcome(so_far.returns, problem))
        # The problem applies to the rest of the task as well, whose calls are not made again.
        task = open_calls[at.call].task
        for call in open_calls[at.call + 1 :]:
            if call.task == task:
                collected.note(call, Outcome(problem=problem))
    elif at is not None and (at.cell, at.statement) not in collected.ended:
        collected.ended[at.cell, at.statement] = _at_statement(submission, at, problem)
    else:
        for call in open_calls:
            collected.note(call, Outcome(problem=problem))


def _at_statement(submission: Submission, at: StatementStarted, problem: Problem) -> Problem:
    """Return the problem, located at the line on which the statement begins."""
    if not 0 <= at.cell < len(submission.cells):
        return problem  # The process named a cell that does not exist.
    cell, lines = submission.cells[at.cell], submission.statements[at.cell]
    if not 0 <= at.statement < len(lines):
        return problem
    line = lines[at.statement]
    return msgspec.structs.replace(
        problem,
        file=cell.file,
        cell=cell.number,
        line=line,
        source="".join(cell.source.split("\n")[line - cell.line :][:1]).strip()[:200],
    )
