"""Gives the verdicts: each check of each task, from the evidence and what the trainer measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from grader.course.course import Course
from grader.course.exercise import Answer, Check, Exercise, Question, Task
from grader.judge import phrases
from grader.judge.numbers import numbers_in
from grader.judge.problems import note_on, place_of, reason_of, status_of
from grader.judge.wording import sentence
from grader.protocol.problems import Problem
from grader.protocol.text import one_line
from grader.records import (
    CheckResult,
    Evidence,
    ExerciseResult,
    Measurement,
    Measurements,
    Place,
    Reason,
    Status,
    Submission,
    TaskResult,
    TaskSource,
)

Questions: TypeAlias = Mapping[str, Mapping[str, Question]]
"""By task and name."""

_HINTED = (Status.FAILED, Status.NOT_ATTEMPTED, Status.SKIPPED)
_MAX_MESSAGE = 1_500
_MAX_PRINTED = 2_000
_MAX_NOTES = 20
_MAX_CURVE = 1_000


def judge(
    course: Course,
    submission: Submission,
    questions: Questions,
    evidence: Evidence,
    measurements: Measurements,
) -> ExerciseResult:
    """Return the result of one submission. `questions` are those of the tasks that were run."""
    exercise = course.exercise(submission.exercise)
    results = []
    for name, source in submission.tasks.items():
        task = exercise.task(name)
        if source.state == "answered":
            judging = _Judging(course, exercise, source.place)
            measured = measurements.get(name, {})
            results.append(judging.task(task, questions[name], evidence, measured))
        else:
            results.append(_result_from_source(course, task, source, submission))
    notes = tuple(note_on(problem) for problem in (*submission.unparsed, *evidence.loading))
    return _exercise_result(exercise, submission, results, notes)


def internal_error(course: Course, submission: Submission, error: str) -> ExerciseResult:
    """Return the result of a submission that could not be graded: no points asked, none given."""
    exercise = course.exercise(submission.exercise)
    reason = Reason("internal.error", {"error": error})
    results = [
        _same_for_all(course, exercise.task(name), Status.INTERNAL_ERROR, reason)
        for name in submission.tasks
    ]
    return _exercise_result(exercise, submission, results)


def _result_from_source(
    course: Course, task: Task, source: TaskSource, submission: Submission
) -> TaskResult:
    """Return the result of a task that reading alone decides: untouched, missing, unreadable."""
    if source.problem is not None:
        is_file = source.problem.kind == "unreadable"
        reason = reason_of(source.problem, "The file" if is_file else task.name)
        place = place_of(source.problem)
        return _same_for_all(course, task, Status.ERROR, reason, place)
    if source.state == "untouched":
        reason = Reason("task.untouched", {"task": task.name})
    elif source.similar:
        reason = Reason("task.misnamed", {"task": task.name, "similar": source.similar})
    else:
        reason = Reason("task.missing", {"task": task.name})
    place = source.place or Place(submission.file)
    return _same_for_all(course, task, Status.NOT_ATTEMPTED, reason, place)


class _Judging:
    """Makes the checks of one task of an exercise. place: where its answer begins."""

    def __init__(self, course: Course, exercise: Exercise, place: Place | None) -> None:
        self._course = course
        self._exercise = exercise
        self._place = place

    def task(
        self,
        task: Task,
        questions: Mapping[str, Question],
        evidence: Evidence,
        measured: Mapping[str, Measurement],
    ) -> TaskResult:
        answers: dict[str, Answer | Problem] = {}
        for name, question in questions.items():
            returns = evidence.answers.get(task.name, {}).get(name, Problem("crash"))
            if isinstance(returns, Problem):
                answers[name] = returns
            else:
                answers[name] = Answer(question, returns, measured.get(name))
        results: dict[Check, CheckResult] = {}
        for check in task.checks:
            results[check] = self._check(check, questions, answers, results, evidence)
        total = _task_result(task, tuple(results.values()))
        return msgspec.structs.replace(total, curve=_curve(answers), printed=_printed(answers))

    def _check(
        self,
        check: Check,
        questions: Mapping[str, Question],
        answers: Mapping[str, Answer | Problem],
        earlier: Mapping[Check, CheckResult],
        evidence: Evidence,
    ) -> CheckResult:
        if check.after is not None:
            before = earlier[check.after]
            if before.status is Status.INTERNAL_ERROR:
                return self._result(check, before.status, before.reason)
            if before.status is not Status.PASSED:
                reason = Reason("check.skipped", {"after": check.after.title})
                return self._result(check, Status.SKIPPED, reason)
        seen: list[Answer] = []
        for name in check.questions:
            answer = answers[name]
            if isinstance(answer, Problem):
                call = phrases.call(questions[name].call)
                reason = reason_of(answer, call, evidence.loading)
                place = place_of(answer) or self._place
                return self._result(check, status_of(answer), reason, place)
            seen.append(answer)
        return self._finding(check, seen)

    def _finding(self, check: Check, answers: list[Answer]) -> CheckResult:
        try:
            finding = check.function(*answers)
            if finding.is_right:
                return self._result(check, Status.PASSED)
            code = self._course.full_code(self._exercise, finding.code)
            reason = Reason(code, dict(finding.details))
            return self._result(check, Status.FAILED, reason, self._place)
        except Exception as error:  # noqa: BLE001  a check that fails is not the learner's mistake
            told = f"{type(error).__name__}: {error}"[:300]
            return self._result(
                check, Status.INTERNAL_ERROR, Reason("internal.error", {"error": told})
            )

    def _result(
        self,
        check: Check,
        status: Status,
        reason: Reason | None = None,
        place: Place | None = None,
    ) -> CheckResult:
        return _check_result(self._course, check, status, reason, place)


def _check_result(
    course: Course, check: Check, status: Status, reason: Reason | None, place: Place | None
) -> CheckResult:
    message = "" if reason is None else sentence(reason, course.wording)
    return CheckResult(
        name=check.name,
        title=check.title,
        status=status,
        points=check.points if status is Status.PASSED else 0,
        # An internal error takes the check out of the sum, so that it costs nothing.
        max_points=0 if status is Status.INTERNAL_ERROR else check.points,
        reason=reason,
        # Learner text in it may contain anything, lines that look like the grader's included.
        message=one_line(message)[:_MAX_MESSAGE],
        place=place,
        # Hints are about the task's idea. Where code failed, its message is the help there is.
        hints=check.hints if status in _HINTED else (),
    )


def _same_for_all(
    course: Course, task: Task, status: Status, reason: Reason, place: Place | None = None
) -> TaskResult:
    results = (_check_result(course, check, status, reason, place) for check in task.checks)
    return _task_result(task, tuple(results))


def _task_result(task: Task, checks: tuple[CheckResult, ...]) -> TaskResult:
    statuses = [check.status for check in checks]
    unusual = (s for s in statuses if s not in (Status.PASSED, Status.SKIPPED))
    has_error = Status.INTERNAL_ERROR in statuses
    return TaskResult(
        task=task.name,
        status=Status.INTERNAL_ERROR if has_error else next(unusual, Status.PASSED),
        score=sum(check.points for check in checks),
        max_score=sum(check.max_points for check in checks),
        checks=checks,
    )


def _exercise_result(
    exercise: Exercise,
    submission: Submission,
    tasks: list[TaskResult],
    notes: tuple[str, ...] = (),
) -> ExerciseResult:
    statuses = {task.status for task in tasks}
    is_uniform = statuses in ({Status.PASSED}, {Status.NOT_ATTEMPTED})
    return ExerciseResult(
        exercise=exercise.name,
        title=exercise.title,
        file=submission.file,
        status=statuses.pop() if is_uniform else Status.FAILED,
        score=sum(task.score for task in tasks),
        max_score=sum(task.max_score for task in tasks),
        tasks=tuple(tasks),
        notes=_few(tuple(dict.fromkeys(note[:_MAX_MESSAGE] for note in notes))),
    )


def _few(notes: tuple[str, ...]) -> tuple[str, ...]:
    if len(notes) <= _MAX_NOTES:
        return notes
    return (*notes[:_MAX_NOTES], f"and {len(notes) - _MAX_NOTES} more")


def _curve(answers: Mapping[str, Answer | Problem]) -> tuple[float, ...]:
    """Return the losses of the task's first answer to a question that passed a model."""
    for answer in answers.values():
        if isinstance(answer, Answer) and answer.returns[0].models:
            numbers = numbers_in(answer.value)
            if numbers is not None and numbers.ndim == 1:
                return tuple(float(value) for value in numbers[:_MAX_CURVE])
    return ()


def _printed(answers: Mapping[str, Answer | Problem]) -> str:
    """Return the beginning of what the task's calls printed."""
    printed = ""
    for answer in answers.values():
        for returned in answer.returns if isinstance(answer, Answer) else ():
            printed += returned.printed
            if len(printed) >= _MAX_PRINTED:
                return printed[:_MAX_PRINTED]
    return printed
