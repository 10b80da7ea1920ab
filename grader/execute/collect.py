"""Collects evidence: puts a submission's questions to a learner's process, within deadlines.

A process that breaks or does not come back is replaced, and the next one is asked only what is
still open; a top-level statement that broke one is not run again.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.course.exercise import Ask
from grader.execute.processes import ForkServer
from grader.records import Evidence, Submission
from grader.sandbox.messages import (
    Answered,
    Asking,
    Done,
    Event,
    Executing,
    Job,
    Problem,
    Question,
    StatementFailed,
    Turn,
)
from grader.sandbox.wire import WireClosedError, WireError, WireTimeoutError
from grader.submission.parse import parse_source

RUNNER = "grader.sandbox.runner"
_MAX_RESTARTS_LOADING = 3


@dataclass
class _Progress:
    """What is known so far; local to one collection."""

    answers: dict[str, dict[str, tuple[Turn, ...] | Problem]] = field(default_factory=dict)
    loading: list[Problem] = field(default_factory=list)
    skip: list[tuple[int, int]] = field(default_factory=list)


def collect(
    server: ForkServer,
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
        _one_process(server, submission, questions, timeout, progress)
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
    server: ForkServer,
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
    progress.loading = [p for p in progress.loading if p.kind in ("timeout", "crash", "flood")]
    child = server.fork(RUNNER)
    at: Executing | Asking | None = None
    deadline = time.monotonic() + timeout
    try:
        child.wire.send(job)
        while True:
            event: Event = child.wire.receive(Event, deadline)
            if isinstance(event, Done):
                break
            if isinstance(event, Asking):
                if not 0 <= event.question < len(questions):
                    raise WireError("an answer to no question")  # noqa: TRY301
                is_new_task = not isinstance(at, Asking) or (
                    questions[at.question].task != questions[event.question].task
                )
                deadline = time.monotonic() + timeout if is_new_task else deadline
                at = event
            elif isinstance(event, Executing):
                at = event
            elif isinstance(event, StatementFailed):
                progress.loading.append(event.problem)
            elif isinstance(at, Asking) and event.question == at.question:
                answer = event.turns if isinstance(event, Answered) else event.problem
                _note(progress, questions[event.question], answer)
    except WireError as error:
        incident: WireError | None = error
    else:
        incident = None
    exit_code = server.end(child)
    _note_incident(submission, questions, at, _problem(incident, exit_code, timeout), progress)


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


def _problem(error: WireError | None, exit_code: int, timeout: float) -> Problem:
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
        code=cell.source.splitlines()[line - 1].strip()[:200],
    )
