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
from grader.processes.attempt import NEVER, Attempt, Stop, attempt
from grader.processes.budget import Budget, total_seconds
from grader.processes.conversation import OpenCall, is_complete, limit_met
from grader.processes.eager import is_eager
from grader.processes.launcher import Launcher
from grader.protocol.events import CallStarted, StatementStarted
from grader.protocol.problems import Problem
from grader.protocol.wire import WireClosedError, WireError, WireTimeoutError
from grader.records import Evidence, Outcome, Submission, TaskTraining

Questions: TypeAlias = Mapping[str, Mapping[str, Question]]
"""By task and name."""

_MAX_RESTARTS_LOADING = 3
_MAX_TRAININGS = 20

_WARM_TIMEOUT = 3.0
"""Seconds on the clock of a warm process for all that it does. Eager code needs a tenth of one."""

_PLAIN = frozenset({"exception", "undefined", "exit"})
"""The kinds of problem that do not depend on what the process did before the learner's code ran."""

_CPU_LIMIT_SIGNAL = getattr(signal, "SIGXCPU", 0)


@dataclass
class _Collected:
    """The evidence on one submission so far."""

    outcomes: dict[str, dict[str, Outcome]] = field(default_factory=dict)
    failed: tuple[Problem, ...] = ()  # statements that raised in the latest process
    trainings: tuple[TaskTraining, ...] = ()  # in the latest process, and in calls of earlier ones
    ended: dict[tuple[int, int], Problem] = field(default_factory=dict)  # statements that ended one
    repeated: set[object] = field(default_factory=set)  # where a process died and was repeated

    def note(self, call: OpenCall, outcome: Outcome) -> None:
        """Keep the first outcome of a call."""
        self.outcomes.setdefault(call.task, {}).setdefault(call.question, outcome)

    def take(self, made: Attempt, calls: tuple[OpenCall, ...]) -> None:
        """Keep what one attempt gave."""
        self.failed = made.failed
        in_calls = (one for one in self.trainings if one.task)
        self.trainings = (*in_calls, *made.trainings)[:_MAX_TRAININGS]
        for number, outcome in made.outcomes.items():
            if is_complete(calls[number].call, outcome):
                self.note(calls[number], outcome)

    def is_open(self, task: str, question: str) -> bool:
        """Return whether there is no outcome yet."""
        return question not in self.outcomes.get(task, {})


def collect(
    launcher: Launcher,
    submission: Submission,
    questions: Questions,
    timeout: float,
    stop: Stop = NEVER,
) -> Evidence:
    """Return the outcomes of these questions to a submission.

    Without questions, the file is run all the same. timeout: seconds for all top-level statements
    together, and for each call, on the clock of the process (see `ProcessClock`); `total_seconds`
    limits their sum. stop: tells that nobody needs the evidence any more. Raises StoppedError then,
    and ProcessError if one of the grader's own processes fails. Failures of learner code become
    problems.
    """
    if is_eager(submission.code) and launcher.prefers_warm():
        evidence = _from_warm_process(launcher, submission, questions, timeout, stop)
        if evidence is not None:
            return evidence
    collected = _Collected()
    budget = Budget(total_seconds(timeout, len(questions)))
    is_loaded = any(questions.values())  # A process that makes calls has run the file.
    while (open_calls := _open_calls(questions, collected)) or not is_loaded:
        end = _end_of_all(collected, budget)
        if end is not None:
            for call in open_calls:
                collected.note(call, Outcome(problem=end))
            break
        is_loaded |= _one_process(
            launcher, submission, open_calls, timeout, budget, collected, stop
        )
    loading = (*collected.ended.values(), *collected.failed)
    return Evidence(collected.outcomes, loading, collected.trainings)


def _from_warm_process(
    launcher: Launcher, submission: Submission, questions: Questions, timeout: float, stop: Stop
) -> Evidence | None:
    """Return the evidence of one warm process; None if it did not get to its end within limits.

    What went wrong may be due to the warm process, so all that it did is forgotten then.
    """
    seconds = min(timeout, _WARM_TIMEOUT)
    collected = _Collected()
    calls = _open_calls(questions, collected)
    try:
        made = attempt(launcher, submission, calls, seconds, Budget(seconds), warm=True, stop=stop)
    except ProcessError:
        return None
    problems = (*made.failed, *(one.problem for one in made.outcomes.values()))
    if made.error is not None or made.exceeded is not None:
        return None
    if any(problem is not None and problem.kind not in _PLAIN for problem in problems):
        return None
    collected.take(made, calls)
    return Evidence(collected.outcomes, collected.failed, collected.trainings)


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
    stop: Stop,
) -> bool:
    """Make all open calls in one process; record the outcomes, and what ended the process.

    Return whether the process got to its end.
    """
    skip = tuple(collected.ended)
    made = attempt(launcher, submission, open_calls, timeout, budget, skip, stop=stop)
    collected.take(made, open_calls)
    if made.error is None and not open_calls:
        return True
    if made.exceeded is not None:
        if _follows_another_task(made.at, open_calls):
            # An earlier task may have left the files or the memory. This one is asked once more,
            # in a process in which it comes first.
            return False
        problem = limit_met(made.exceeded, launcher.limits)
    else:
        problem = made.ran_out or _ending(made.error, made.exit_code, budget)
    at = _place_of(made.at, open_calls)
    if problem.kind == "crash" and made.exit_code < 0 and at not in collected.repeated:
        # No limit sent this signal. Libraries fail by chance, though seldom: it is tried once more.
        collected.repeated.add(at)
    else:
        _note_ending(submission, open_calls, made, problem, collected)
    return made.error is None


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
    made: Attempt,
    problem: Problem,
    collected: _Collected,
) -> None:
    """Record what ended the process, for the calls that it did not answer."""
    at = made.at
    if isinstance(at, CallStarted):
        so_far = made.outcomes.get(at.call, Outcome())
        if made.ran_out is None or not is_complete(open_calls[at.call].call, so_far):
            collected.note(open_calls[at.call], Outcome(so_far.returns, problem))
        elif problem.kind != "task_time":
            return  # It returned in the moment when its time was up. The rest is asked once more.
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
