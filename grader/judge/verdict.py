"""Gives the verdicts: each check of each task, from the evidence and what the trainer measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.course.exercise import Ask, Check, Exercise, Outcome, Task
from grader.judge import words
from grader.judge.claims import numbers_in
from grader.judge.explain import explain, note, status_of
from grader.judge.measure import Asks
from grader.plain_text import one_line
from grader.records import (
    CheckResult,
    Evidence,
    ExerciseResult,
    Measurement,
    Measurements,
    Status,
    Submission,
    TaskResult,
)
from grader.sandbox.messages import Problem

_HINTED = (Status.FAILED, Status.NOT_ATTEMPTED, Status.SKIPPED)
_MOST_MESSAGE = 1_500
_MOST_NOTES = 20


def judge(
    exercise: Exercise,
    submission: Submission,
    tasks: Sequence[str],
    asks: Asks,
    evidence: Evidence,
    measurements: Measurements,
) -> ExerciseResult:
    """Return the result of one submission, for these tasks. `asks` holds those that were run."""
    results = [
        settle(task, submission)
        or _judge_task(task, asks[task.name], evidence, measurements.get(task.name, {}))
        for task in map(exercise.task, tasks)
    ]
    notes = tuple(note(problem) for problem in (*submission.unread, *evidence.loading))
    return _collect(exercise, submission, results, notes)


def settle(task: Task, submission: Submission) -> TaskResult | None:
    """Return the result of a task that reading alone decides: untouched, missing, unreadable."""
    if submission.problem is not None:
        return _same_for_all(task, Status.ERROR, explain(submission.problem, "The file"))
    source = submission.tasks[task.name]
    if source.state == "answered":
        return None
    if source.problem is not None:
        return _same_for_all(task, Status.ERROR, explain(source.problem, task.name))
    message = f"{task.name} is still as it was handed out: not attempted yet."
    if source.state == "missing":
        message = f"Not attempted: there is no function named {task.name} in the file."
        if source.similar:
            message += f" There is one named {source.similar}; the name must match."
    return _same_for_all(task, Status.NOT_ATTEMPTED, message)


def _collect(
    exercise: Exercise, submission: Submission, tasks: list[TaskResult], notes: tuple[str, ...] = ()
) -> ExerciseResult:
    statuses = {task.status for task in tasks}
    if statuses == {Status.PASSED}:
        status = Status.PASSED
    elif statuses == {Status.NOT_ATTEMPTED}:
        status = Status.NOT_ATTEMPTED
    else:
        status = Status.FAILED
    return ExerciseResult(
        exercise=exercise.name,
        title=exercise.title,
        file=submission.file,
        status=status,
        score=sum(task.score for task in tasks),
        max_score=sum(task.max_score for task in tasks),
        tasks=tuple(tasks),
        notes=_few(tuple(dict.fromkeys(note[:_MOST_MESSAGE] for note in notes))),
    )


def broken(
    exercise: Exercise, submission: Submission, tasks: Sequence[str], message: str
) -> ExerciseResult:
    """Return the result of a submission that we failed to grade: no points asked, none given."""
    results = [_same_for_all(exercise.task(name), Status.BROKEN, message) for name in tasks]
    return _collect(exercise, submission, results)


def _judge_task(
    task: Task, asks: Mapping[str, Ask], evidence: Evidence, measured: Mapping[str, Measurement]
) -> TaskResult:
    answers = evidence.answers.get(task.name, {})
    outcomes: dict[str, Outcome | Problem] = {}
    for name, ask in asks.items():
        turns = answers.get(name, Problem("crash", message="no answer came"))
        if isinstance(turns, Problem):
            outcomes[name] = turns
        else:
            outcomes[name] = Outcome(ask, turns, measured.get(name))
    results: dict[Check, CheckResult] = {}
    for check in task.checks:
        results[check] = _judge_check(check, asks, outcomes, results, evidence)
    return _add_up(task, tuple(results.values()), _curve(outcomes))


def _judge_check(
    check: Check,
    asks: Mapping[str, Ask],
    outcomes: Mapping[str, Outcome | Problem],
    earlier: Mapping[Check, CheckResult],
    evidence: Evidence,
) -> CheckResult:
    before = Status.PASSED if check.after is None else earlier[check.after].status
    if check.after is not None and before is Status.BROKEN:
        return _result(check, Status.BROKEN, earlier[check.after].message)
    if check.after is not None and before is not Status.PASSED:
        return _result(check, Status.SKIPPED, f"Looked at once this holds: {check.after.title}.")
    seen = []
    for name in check.asks:
        outcome = outcomes[name]
        if isinstance(outcome, Problem):
            message = explain(outcome, words.call(asks[name].call), evidence.loading)
            return _result(check, status_of(outcome), message)
        seen.append(outcome)
    try:
        finding = check.judge(*seen)
    except Exception as error:  # noqa: BLE001  a check of ours that breaks is not the learner's
        return _result(check, Status.BROKEN, f"Our fault: {type(error).__name__}: {error}"[:300])
    if finding.is_right:
        return _result(check, Status.PASSED, "")
    return _result(check, Status.FAILED, finding.message)


def _result(check: Check, status: Status, message: str) -> CheckResult:
    return CheckResult(
        name=check.name,
        title=check.title,
        status=status,
        points=check.points if status is Status.PASSED else 0,
        # A check that broke by our fault is taken out of the sum, so that it costs nothing.
        max_points=0 if status is Status.BROKEN else check.points,
        # Learner text in it may hold anything, lines that look like ours included.
        message=one_line(message)[:_MOST_MESSAGE],
        # Hints are about the task's idea; where code broke, its message is the help there is.
        hints=check.hints if status in _HINTED else (),
    )


def _same_for_all(task: Task, status: Status, message: str) -> TaskResult:
    return _add_up(task, tuple(_result(check, status, message) for check in task.checks))


def _add_up(
    task: Task, checks: tuple[CheckResult, ...], curve: tuple[float, ...] = ()
) -> TaskResult:
    statuses = [check.status for check in checks]
    unusual = (s for s in statuses if s not in (Status.PASSED, Status.SKIPPED))
    status = Status.BROKEN if Status.BROKEN in statuses else next(unusual, Status.PASSED)
    return TaskResult(
        task=task.name,
        status=status,
        score=sum(check.points for check in checks),
        max_score=sum(check.max_points for check in checks),
        checks=checks,
        curve=curve,
    )


def _few(notes: tuple[str, ...]) -> tuple[str, ...]:
    if len(notes) <= _MOST_NOTES:
        return notes
    return (*notes[:_MOST_NOTES], f"and {len(notes) - _MOST_NOTES} more")


def _curve(outcomes: Mapping[str, Outcome | Problem]) -> tuple[float, ...]:
    """The loss curve of the task's first answer that was asked to train a given model."""
    for outcome in outcomes.values():
        if isinstance(outcome, Outcome) and outcome.turns[0].given:
            numbers = numbers_in(outcome.value)
            if numbers is not None and numbers.ndim == 1:
                return tuple(float(value) for value in numbers[:1000])
    return ()
