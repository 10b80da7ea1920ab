"""Makes the records of results: points, statuses and messages of checks, tasks and exercises."""

from __future__ import annotations

from grader.course.course import Course
from grader.course.exercise import Check, Exercise, Task
from grader.judge import wording
from grader.judge.wording.hints import fitting
from grader.notes import first_notes
from grader.protocol.text import one_line
from grader.records import (
    CheckResult,
    ExerciseResult,
    Place,
    Reason,
    Status,
    Submission,
    TaskResult,
)

SKIPPED = "check.skipped"
"""The code of a check that depends on one that did not pass.

Its details: `check` is the name of the other one, which a gradebook keeps, and `after` its title.
"""

_UNHINTED = (Status.PASSED, Status.INTERNAL_ERROR)
_MAX_MESSAGE = 1_500
_MAX_NOTES = 20


def check_result(
    course: Course,
    check: Check,
    status: Status,
    reason: Reason | None,
    place: Place | None,
    *,
    is_read: bool = True,
) -> CheckResult:
    """Return the result of one check.

    reason: None if it passed. is_read: whether the answer could be read. If not, a hint about the
    idea of the task does not help.
    """
    return CheckResult(
        name=check.name,
        title=check.title,
        status=status,
        points=check.points if status is Status.PASSED else 0,
        # After an internal error the check does not count, so that it costs no points.
        max_points=0 if status is Status.INTERNAL_ERROR else check.points,
        reason=reason,
        message="" if reason is None else message_of(course, reason),
        place=place,
        hints=hints_of(check, reason) if is_read and status not in _UNHINTED else (),
    )


def message_of(course: Course, reason: Reason) -> str:
    """Return the message for a reason, on one line: learner text in it may imitate our lines."""
    return one_line(wording.message(reason, course.wording))[:_MAX_MESSAGE]


def hints_of(check: Check, reason: Reason | None) -> tuple[str, ...]:
    """Return the hints on a check that did not pass for this reason."""
    return check.hints if reason is None else fitting(reason.code, check.hints)


def same_for_all(
    course: Course,
    task: Task,
    status: Status,
    reason: Reason,
    place: Place | None = None,
    *,
    is_read: bool = True,
) -> TaskResult:
    """Return the result of a task whose checks all have the same status and reason."""
    results = (
        check_result(course, check, status, reason, place, is_read=is_read) for check in task.checks
    )
    return task_result(task.name, tuple(results))


def task_result(task: str, checks: tuple[CheckResult, ...]) -> TaskResult:
    """Return the result of a task.

    Its status is that of the first check that did not pass; internal errors take precedence.
    """
    statuses = [check.status for check in checks]
    unusual = (s for s in statuses if s not in (Status.PASSED, Status.SKIPPED))
    has_error = Status.INTERNAL_ERROR in statuses
    return TaskResult(
        task=task,
        status=Status.INTERNAL_ERROR if has_error else next(unusual, Status.PASSED),
        score=sum(check.points for check in checks),
        max_score=sum(check.max_points for check in checks),
        checks=checks,
    )


def exercise_result(
    exercise: Exercise,
    submission: Submission,
    tasks: list[TaskResult],
    notes: tuple[str, ...] = (),
) -> ExerciseResult:
    """Return the result of an exercise.

    Its status is passed or not attempted if that is true of all tasks, and failed otherwise.
    """
    statuses = {task.status for task in tasks}
    is_uniform = statuses in ({Status.PASSED}, {Status.NOT_ATTEMPTED}, {Status.INTERNAL_ERROR})
    return ExerciseResult(
        exercise=exercise.name,
        title=exercise.title,
        file=submission.file,
        status=statuses.pop() if is_uniform else Status.FAILED,
        score=sum(task.score for task in tasks),
        max_score=sum(task.max_score for task in tasks),
        tasks=tuple(tasks),
        notes=first_notes(list(dict.fromkeys(note[:_MAX_MESSAGE] for note in notes)), _MAX_NOTES),
    )
