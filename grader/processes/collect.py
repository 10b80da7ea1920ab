"""Collects evidence: makes a submission's calls in a learner's process, within time limits.

A process that ends or hangs is replaced. The next process makes only the calls that have no answer
yet, and skips a top-level statement that ended an earlier process.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from grader.course.exercise import Question
from grader.errors import ProcessError
from grader.processes.conversation import Conversation, OpenCall, limit_met
from grader.processes.launcher import Launcher
from grader.processes.process import Child
from grader.protocol.calls import Job
from grader.protocol.events import EVENTS, CallStarted, Return, Started, StatementStarted
from grader.protocol.problems import Problem
from grader.protocol.wire import WireClosedError, WireError, WireTimeoutError
from grader.records import Evidence, Submission
from grader.sandbox.requests import READY_TIMEOUT

Questions: TypeAlias = Mapping[str, Mapping[str, Question]]
"""By task and name."""

_MAX_RESTARTS_LOADING = 3


@dataclass
class _Collected:
    """The evidence on one submission so far."""

    answers: dict[str, dict[str, tuple[Return, ...] | Problem]] = field(default_factory=dict)
    failed: tuple[Problem, ...] = ()  # statements that raised in the latest process
    ended: dict[tuple[int, int], Problem] = field(default_factory=dict)  # statements that ended one

    def note(self, call: OpenCall, answer: tuple[Return, ...] | Problem) -> None:
        """Keep the first answer to a call."""
        self.answers.setdefault(call.task, {}).setdefault(call.question, answer)

    def is_open(self, task: str, question: str) -> bool:
        """Return whether there is no answer yet."""
        return question not in self.answers.get(task, {})


def collect(
    launcher: Launcher, submission: Submission, questions: Questions, timeout: float
) -> Evidence:
    """Return a submission's answers to these questions.

    timeout: seconds for all top-level statements together, and for each task. Raises ProcessError
    if one of the grader's own processes fails. Failures of learner code become problems.
    """
    collected = _Collected()
    while open_calls := _open_calls(questions, collected):
        if len(collected.ended) > _MAX_RESTARTS_LOADING:
            *_, last = collected.ended.values()
            for call in open_calls:
                collected.note(call, last)
            break
        _one_process(launcher, submission, open_calls, timeout, collected)
    return Evidence(collected.answers, (*collected.ended.values(), *collected.failed))


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
    collected: _Collected,
) -> None:
    """Make all open calls in one process; record the answers, and what ended the process."""
    job = Job(
        module=submission.exercise,
        cells=submission.cells,
        bindings=submission.bindings,
        calls=tuple(call.call for call in open_calls),
        placeholder=submission.placeholder,
        skip=tuple(collected.ended),
        seed=submission.seed,
    )
    tasks = len({call.task for call in open_calls})
    conversation = Conversation(open_calls, timeout, launcher.limits)
    child = launcher.start_learner(cpu_seconds=int((tasks + 1) * timeout) + 10)
    try:
        with launcher.watching(child) as watch:
            _start(child, job)
            error = conversation.hold(child.wire)
    finally:
        exit_code = launcher.end(child)
    collected.failed = tuple(conversation.failed)
    for number, answer in conversation.answers.items():
        collected.note(open_calls[number], answer)
    if watch.exceeded is not None:
        problem = limit_met(watch.exceeded, launcher.limits)
    else:
        problem = _ending(error, exit_code, timeout)
    _note_ending(submission, open_calls, conversation.at, problem, collected)


def _start(child: Child, job: Job) -> None:
    """Send the job and wait until the process is confined; raises ProcessError if that fails."""
    try:
        child.wire.send(job)
        started = child.wire.receive(EVENTS, time.monotonic() + READY_TIMEOUT)
    except WireError as error:
        raise ProcessError(f"a learner's process did not start: {error}") from error
    if not isinstance(started, Started):
        raise ProcessError("a learner's process sent an unexpected first message")


def _ending(error: WireError | None, exit_code: int, timeout: float) -> Problem:
    if exit_code == -signal.SIGXCPU:
        return Problem("processor_time")
    if isinstance(error, WireTimeoutError):
        return Problem("timeout", limit=timeout)
    if error is None or isinstance(error, WireClosedError):
        return Problem("crash", exit_code=exit_code)
    return Problem("protocol", message=str(error)[:200])


def _note_ending(
    submission: Submission,
    open_calls: tuple[OpenCall, ...],
    at: StatementStarted | CallStarted | None,
    problem: Problem,
    collected: _Collected,
) -> None:
    """Record what ended the process, for the calls that it did not answer."""
    if isinstance(at, CallStarted):
        task = open_calls[at.call].task
        # The problem applies to the rest of the task as well, whose calls are not made again.
        for call in open_calls[at.call :]:
            if call.task == task:
                collected.note(call, problem)
    elif at is not None and (at.cell, at.statement) not in collected.ended:
        collected.ended[at.cell, at.statement] = _at_statement(submission, at, problem)
    else:
        for call in open_calls:
            collected.note(call, problem)


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
        source=cell.source.split("\n")[line - cell.line].strip()[:200],
    )
