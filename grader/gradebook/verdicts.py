"""Turns results into verdicts that are stored, and back: the wording is made on reading."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from grader.course.course import Course
from grader.course.exercise import Check, Exercise, Task
from grader.gradebook.codec import encode
from grader.gradebook.stored import (
    StoredCheck,
    StoredDiagnosis,
    StoredReason,
    StoredTask,
    StoredVerdict,
    reason_stored,
)
from grader.judge.renamed import file_name, renamed
from grader.judge.results import SKIPPED, exercise_result, hints_of, message_of, task_result
from grader.records import (
    CheckResult,
    Diagnosis,
    ExerciseResult,
    Reason,
    Submission,
    TaskResult,
)


class Verdict(msgspec.Struct, frozen=True):
    """A verdict, ready to be written. record: a `StoredVerdict`, encoded."""

    status: str
    score: int
    max_score: int
    record: bytes


def verdict_of(result: ExerciseResult, plain: str) -> Verdict:
    """Return the verdict that is written for a result; plain as for `stored`."""
    record = encode(stored(result, plain))
    return Verdict(result.status.value, result.score, result.max_score, record)


def stored(result: ExerciseResult, plain: str) -> StoredVerdict:
    """Return a result as it is stored. plain: the name that the file was handed out with."""
    verdict = StoredVerdict(
        tuple(_stored_task(task) for task in result.tasks),
        bool(result.notes),
        tuple(_stored_diagnosis(one) for one in result.diagnoses),
    )
    return renamed(verdict, file_name(result.file), plain)


def _stored_task(task: TaskResult) -> StoredTask:
    return StoredTask(
        task.task,
        tuple(_stored_check(check) for check in task.checks),
        task.curve,
        task.printed,
        None if task.diagnosis is None else _stored_diagnosis(task.diagnosis),
    )


def _stored_check(check: CheckResult) -> StoredCheck:
    return StoredCheck(
        check.name,
        check.status,
        check.points,
        check.max_points,
        bool(check.hints),
        None if check.reason is None else reason_stored(check.reason),
        check.place,
    )


def _stored_diagnosis(one: Diagnosis) -> StoredDiagnosis:
    reason = reason_stored(one.reason)
    return StoredDiagnosis(reason, one.curve_before, one.curve_after, one.place)


def result_of(
    verdict: StoredVerdict,
    course: Course,
    submission: Submission,
    plain: str,
    notes: tuple[str, ...] = (),
) -> ExerciseResult:
    """Return the result of a submission that got this verdict, in the words of the course.

    Needs the submission's exercise and file alone. A task or a check that the course does not have
    keeps its points; its name is its title.
    """
    verdict = renamed(verdict, plain, file_name(submission.file))
    known = {one.name: one for one in course.exercises}
    exercise = known.get(submission.exercise) or Exercise(
        submission.exercise, submission.exercise, ()
    )
    own = {task.name: task for task in exercise.tasks}
    tasks = [_task(one, course, own.get(one.task)) for one in verdict.tasks]
    result = exercise_result(exercise, submission, tasks, notes)
    diagnoses = tuple(_diagnosis(one, course) for one in verdict.diagnoses)
    return _with_diagnoses(result, diagnoses)


def _with_diagnoses(result: ExerciseResult, diagnoses: tuple[Diagnosis, ...]) -> ExerciseResult:
    return msgspec.structs.replace(result, diagnoses=diagnoses) if diagnoses else result


def _task(one: StoredTask, course: Course, task: Task | None) -> TaskResult:
    checks = {} if task is None else {check.name: check for check in task.checks}
    results = tuple(_check(each, course, checks) for each in one.checks)
    return msgspec.structs.replace(
        task_result(one.task, results),
        curve=one.curve,
        printed=one.printed,
        diagnosis=None if one.diagnosis is None else _diagnosis(one.diagnosis, course),
    )


def _check(one: StoredCheck, course: Course, checks: Mapping[str, Check]) -> CheckResult:
    check = checks.get(one.name)
    reason = None if one.reason is None else _titled(_reason(one.reason), checks)
    return CheckResult(
        name=one.name,
        title=one.name if check is None else check.title,
        status=one.status,
        points=one.points,
        max_points=one.max_points,
        reason=reason,
        message="" if reason is None else message_of(course, reason),
        place=one.place,
        hints=hints_of(check, reason) if one.has_hints and check is not None else (),
    )


def _titled(reason: Reason, checks: Mapping[str, Check]) -> Reason:
    """Return the reason with the title that the course has now for the check that it names.

    Verdicts of earlier graders have the title alone, which stays.
    """
    name = reason.details.get("check")
    if reason.code != SKIPPED or not isinstance(name, str):
        return reason
    title = checks[name].title if name in checks else name
    return Reason(reason.code, {**reason.details, "after": title})


def _reason(one: StoredReason) -> Reason:
    return Reason(one.code, one.details)


def _diagnosis(one: StoredDiagnosis, course: Course) -> Diagnosis:
    reason = _reason(one.reason)
    message = message_of(course, reason)
    return Diagnosis(reason, message, one.curve_before, one.curve_after, one.place)
