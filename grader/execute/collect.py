"""Collects evidence: puts a submission's questions to a learner's process, within deadlines.

A process that breaks or does not come back is replaced, and the next one is asked only what is
still open; a top-level statement that broke one is not run again.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.course.exercise import Ask
from grader.errors import MachineError
from grader.execute.jobs import Jobs
from grader.execute.limits import named
from grader.execute.processes import Child
from grader.records import Evidence, Submission
from grader.sandbox.confinement import Limits
from grader.sandbox.messages import (
    Answered,
    Asking,
    Call,
    Done,
    Event,
    Executing,
    Job,
    Network,
    Problem,
    Question,
    Started,
    StatementFailed,
    Turn,
    Unanswered,
)
from grader.sandbox.requests import READY_TIMEOUT
from grader.sandbox.wire import WireClosedError, WireError, WireTimeoutError
from grader.submission.parse import parse_source

_MAX_RESTARTS_LOADING = 3
_MAX_LOADING_PROBLEMS = 50
_MAX_EVENTS = 20_000
"""From one process. An honest one says two for each question and two for each statement."""


@dataclass
class _Progress:
    """What is known so far; local to one collection."""

    answers: dict[str, dict[str, tuple[Turn, ...] | Problem]] = field(default_factory=dict)
    loading: list[Problem] = field(default_factory=list)
    skip: list[tuple[int, int]] = field(default_factory=list)


def collect(
    jobs: Jobs,
    submission: Submission,
    asks: Mapping[str, Mapping[str, Ask]],
    timeout: float,
) -> Evidence:
    """Return a submission's answers to these asks, by task and ask.

    timeout: seconds for the file's own statements together, and again for each task.
    Raises MachineError if our own processes break; nothing that learner code does.
    """
    progress = _Progress()
    while questions := _open_questions(asks, progress):
        if len(progress.skip) > _MAX_RESTARTS_LOADING:
            for question in questions:
                _note(progress, question, progress.loading[-1])
            break
        _one_process(jobs, submission, questions, timeout, progress)
    return Evidence(progress.answers, tuple(progress.loading))


def _open_questions(
    asks: Mapping[str, Mapping[str, Ask]], progress: _Progress
) -> tuple[Question, ...]:
    return tuple(
        Question(task, name, ask.call)
        for task, of_task in asks.items()
        for name, ask in of_task.items()
        if name not in progress.answers.get(task, {})
    )


def _one_process(
    jobs: Jobs,
    submission: Submission,
    questions: tuple[Question, ...],
    timeout: float,
    progress: _Progress,
) -> None:
    """Ask one process all open questions; note the answers, and the incident if it broke."""
    job = Job(
        module=submission.exercise,
        cells=submission.cells,
        bindings=submission.bindings,
        questions=questions,
        skip=tuple(progress.skip),
        seed=submission.seed,
    )
    # A file that broke a process is run again from the start: its other problems come again too.
    progress.loading = [p for p in progress.loading if p.kind not in ("exception", "exit")]
    tasks = len({question.task for question in questions})
    talk = _Conversation(questions, timeout, progress, jobs.limits)
    child = jobs.start_learner(cpu_seconds=int((tasks + 1) * timeout) + 10)
    try:
        with jobs.watching(child) as watch:
            _start(child, job)
            error = talk.hold(child)
    finally:
        exit_code = jobs.end(child)
    problem = _problem(error, exit_code, timeout, watch.exceeded)
    _note_incident(submission, questions, talk.at, problem, progress)


def _start(child: Child, job: Job) -> None:
    """Hand over the job and wait until the process is confined; until then a fault is ours."""
    try:
        child.wire.send(job)
        started: Event = child.wire.receive(Event, time.monotonic() + READY_TIMEOUT)
    except WireError as error:
        raise MachineError(f"a learner's process did not start: {error}") from error
    if not isinstance(started, Started):
        raise MachineError("a learner's process did not start in order")


class _Conversation:
    """What one process is asked and says, and where it is: `at`."""

    def __init__(
        self,
        questions: tuple[Question, ...],
        timeout: float,
        progress: _Progress,
        limits: Limits,
    ) -> None:
        self.at: Executing | Asking | None = None
        self._questions = questions
        self._timeout = timeout
        self._progress = progress
        self._limits = limits

    def hold(self, child: Child) -> WireError | None:
        """Take in what the process says until it is done; return how it broke, if it did."""
        deadline = time.monotonic() + self._timeout
        try:
            for _ in range(_MAX_EVENTS):
                event: Event = child.wire.receive(Event, deadline)
                if isinstance(event, Done):
                    return None
                if isinstance(event, Asking):
                    if self._is_new_task(event):
                        deadline = time.monotonic() + self._timeout
                    self.at = event
                else:
                    self._take_in(event)
        except WireError as error:
            return error
        return WireError(f"more than {_MAX_EVENTS} messages")

    def _is_new_task(self, event: Asking) -> bool:
        """Say whether a question begins another task; the questions come in their order."""
        before = self.at.question if isinstance(self.at, Asking) else -1
        if event.question != before + 1 or event.question >= len(self._questions):
            raise WireError("a question out of order")
        task = self._questions[event.question].task
        return before < 0 or task != self._questions[before].task

    def _take_in(self, event: Event) -> None:
        at = self.at
        if isinstance(event, Executing) and not isinstance(at, Asking):
            self.at = event
        elif isinstance(event, StatementFailed) and not isinstance(at, Asking):
            if len(self._progress.loading) < _MAX_LOADING_PROBLEMS:
                self._progress.loading.append(named(event.problem, self._limits))
        elif (
            isinstance(event, (Answered, Unanswered))
            and isinstance(at, Asking)
            and event.question == at.question
        ):
            answer: tuple[Turn, ...] | Problem
            if isinstance(event, Answered):
                answer = _complete(event.turns, self._questions[event.question].call)
            else:
                answer = named(event.problem, self._limits)
            _note(self._progress, self._questions[event.question], answer)
        else:
            raise WireError("a message out of order")


def _complete(turns: tuple[Turn, ...], call: Call) -> tuple[Turn, ...]:
    """Return an answer that has a turn for each call, with the models it was given."""
    models = sum(isinstance(argument, Network) for argument in call.arguments)
    fewest = min(2, call.times) if call.until_lengths_differ else call.times
    if not fewest <= len(turns) <= call.times or any(len(turn.given) != models for turn in turns):
        raise WireError("an answer in parts")
    return turns


def _note_incident(
    submission: Submission,
    questions: tuple[Question, ...],
    at: Executing | Asking | None,
    problem: Problem,
    progress: _Progress,
) -> None:
    if isinstance(at, Asking):
        task = questions[at.question].task
        # One question that broke the process stands for all of its task: none is asked again.
        for question in questions[at.question :]:
            if question.task == task and question.ask not in progress.answers.get(task, {}):
                _note(progress, question, problem)
    elif isinstance(at, Executing) and (at.cell, at.statement) not in progress.skip:
        progress.skip.append((at.cell, at.statement))
        progress.loading.append(_at_statement(submission, at, problem))
    else:
        for question in questions:
            _note(progress, question, problem)


def _note(progress: _Progress, question: Question, answer: tuple[Turn, ...] | Problem) -> None:
    progress.answers.setdefault(question.task, {}).setdefault(question.ask, answer)


def _problem(error: WireError | None, exit_code: int, timeout: float, exceeded: str) -> Problem:
    if exceeded:
        return Problem("limit", message=exceeded)
    if exit_code == -signal.SIGXCPU:
        return Problem("limit", message="used more processor time than all its tasks may take")
    if isinstance(error, WireTimeoutError):
        return Problem("timeout", message=f"{timeout:g} seconds")
    if error is None or isinstance(error, WireClosedError):
        return Problem("crash", message=str(exit_code))
    return Problem("flood", message=str(error)[:200])


def _at_statement(submission: Submission, at: Executing, problem: Problem) -> Problem:
    try:
        cell = submission.cells[at.cell]
        statement = parse_source(cell.source).body[at.statement]
    except IndexError:  # The process named a statement that is not there.
        return problem
    line = statement.lineno
    return Problem(
        kind=problem.kind,
        type_name=problem.type_name,
        message=problem.message,
        where=cell.where,
        line=cell.line + line - 1,
        code=cell.source.split("\n")[line - 1].strip()[:200],
    )
