"""Makes the verdicts: judges each check of each task by the evidence and the measurements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec
import numpy as np

from grader.course.course import Course
from grader.course.exercise import Answer, Check, Exercise, Question, Task, UnansweredError
from grader.judge import phrases
from grader.judge.causes import OTHER_ORDER, in_other_words
from grader.judge.clean_text import text_cleaner
from grader.judge.learner_file import LearnerFile
from grader.judge.numbers import numbers_in
from grader.judge.parameters import parameters_in
from grader.judge.problems import note_on, place_of, reason_of, status_of
from grader.judge.renamed import file_name
from grader.judge.results import (
    SKIPPED,
    check_result,
    exercise_result,
    same_for_all,
    task_result,
)
from grader.protocol.arrays import Numbers
from grader.protocol.problems import Problem
from grader.records import (
    CheckResult,
    Evidence,
    ExerciseResult,
    Measurement,
    Measurements,
    Outcome,
    Place,
    Reason,
    Status,
    Submission,
    TaskResult,
    TaskSource,
)

Questions: TypeAlias = Mapping[str, Mapping[str, Question]]
"""By task and name."""

_MAX_PRINTED = 2_000
_NO_OUTCOME = Outcome()
_MAX_CURVE = 1_000
_MAX_ERROR = 300


def judge(
    course: Course,
    submission: Submission,
    questions: Questions,
    evidence: Evidence,
    measurements: Measurements,
) -> ExerciseResult:
    """Return the result of one submission. `questions` are those of the tasks that were run."""
    with np.errstate(all="ignore"):  # Learner code may return infinities and NaN.
        return _judge(course, submission, questions, evidence, measurements)


def _judge(
    course: Course,
    submission: Submission,
    questions: Questions,
    evidence: Evidence,
    measurements: Measurements,
) -> ExerciseResult:
    exercise = course.exercise(submission.exercise)
    file = _learner_file(course, submission, evidence)
    results = []
    for name, source in submission.tasks.items():
        task = exercise.task(name)
        if source.state == "answered":
            parameters = parameters_in(file.stub_signature(name))
            judging = _Judging(course, exercise, source, file, parameters)
            measured = measurements.get(name, {})
            results.append(judging.task(task, questions[name], evidence, measured))
        else:
            results.append(_result_from_source(course, task, source, submission))
    return exercise_result(exercise, submission, results, _notes(file))


def notes(course: Course, submission: Submission, evidence: Evidence) -> tuple[str, ...]:
    """Return the lines of text on what of the file failed, as `judge` passes them on."""
    return _notes(_learner_file(course, submission, evidence))


def _learner_file(course: Course, submission: Submission, evidence: Evidence) -> LearnerFile:
    elsewhere = {
        task.name: other.name
        for other in course.exercises
        for task in other.tasks
        if other.name != submission.exercise
    }
    stub = course.stubs.get(submission.exercise)
    return LearnerFile(submission, evidence.loading, stub, elsewhere)


def _notes(file: LearnerFile) -> tuple[str, ...]:
    return tuple(note_on(each, file) for each in (*file.submission.unparsed, *file.loading))


def internal_error(course: Course, submission: Submission, error: str) -> ExerciseResult:
    """Return the result of a submission that could not be graded: 0 of 0 points."""
    exercise = course.exercise(submission.exercise)
    # The text of an exception may contain addresses and paths, which differ between runs.
    reason = Reason("internal.error", {"error": text_cleaner()(error, _MAX_ERROR)})
    results = [
        same_for_all(course, exercise.task(name), Status.INTERNAL_ERROR, reason)
        for name in submission.tasks
    ]
    return exercise_result(exercise, submission, results)


def _result_from_source(
    course: Course, task: Task, source: TaskSource, submission: Submission
) -> TaskResult:
    """Return the result of a task that was not run: it is untouched, missing or unreadable."""
    if source.problem is not None:
        is_file = source.problem.kind == "unreadable"
        reason = reason_of(source.problem, "The file" if is_file else task.name)
        place = place_of(source.problem)
        return same_for_all(course, task, Status.ERROR, reason, place, is_read=False)
    if not submission.file:
        reason = Reason("exercise.missing", {"exercise": submission.exercise})
        return same_for_all(course, task, Status.NOT_ATTEMPTED, reason)
    if source.state == "untouched":
        reason = Reason("task.untouched", {"task": task.name})
    elif source.similar:
        reason = Reason("task.misnamed", {"task": task.name, "similar": source.similar})
    else:
        reason = Reason("task.missing", {"task": task.name})
    place = source.place or Place(file_name(submission.file))
    return same_for_all(course, task, Status.NOT_ATTEMPTED, reason, place)


class _Judging:
    """Runs the checks of one task of an exercise.

    source: its answer. parameters: those of its function, as in the stub.
    """

    def __init__(
        self,
        course: Course,
        exercise: Exercise,
        source: TaskSource,
        file: LearnerFile,
        parameters: tuple[str, ...],
    ) -> None:
        self._course = course
        self._exercise = exercise
        self._place = source.place
        self._mistaken = source.only_return or source.place
        self._file = file
        self._parameters = parameters

    def task(
        self,
        task: Task,
        questions: Mapping[str, Question],
        evidence: Evidence,
        measured: Mapping[str, Measurement],
    ) -> TaskResult:
        answers: dict[str, Answer | Problem] = {}
        for name, question in questions.items():
            outcome = evidence.outcomes.get(task.name, {}).get(name, _NO_OUTCOME)
            if outcome.returns:
                answers[name] = Answer(question, outcome, measured.get(name), self._parameters)
            else:
                answers[name] = outcome.problem or Problem("crash")
        results: dict[Check, CheckResult] = {}
        for check in task.checks:
            result = self._check(check, questions, answers, results)
            if check.simpler is not None and results[check.simpler].hints:
                result = msgspec.structs.replace(result, hints=())
            results[check] = result
        total = task_result(task.name, tuple(results.values()))
        return msgspec.structs.replace(total, curve=_curve(answers), printed=_printed(answers))

    def _check(
        self,
        check: Check,
        questions: Mapping[str, Question],
        answers: Mapping[str, Answer | Problem],
        earlier: Mapping[Check, CheckResult],
    ) -> CheckResult:
        if check.after is not None:
            before = earlier[check.after]
            if before.status is Status.INTERNAL_ERROR:
                return self._result(check, before.status, before.reason)
            if before.status is not Status.PASSED:
                other = {"check": check.after.name, "after": check.after.title}
                reason = Reason(SKIPPED, other)
                return self._result(check, Status.SKIPPED, reason)
        seen: list[Answer] = []
        for name in check.questions:
            answer = answers[name]
            if isinstance(answer, Problem):
                call = phrases.call(questions[name].call, self._parameters)
                function = questions[name].call.function
                reason = reason_of(answer, call, self._file, function=function)
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
            reason = in_other_words(reason, self._file, answers[0].function)
            place = self._place if reason.code == OTHER_ORDER else self._mistaken
            return self._result(check, Status.FAILED, reason, place)
        except UnansweredError as unanswered:
            return self._unanswered(check, unanswered.answer)
        except Exception as error:  # noqa: BLE001  an exception in a check is not the learner's mistake
            told = text_cleaner()(f"{type(error).__name__}: {error}", _MAX_ERROR)
            return self._result(
                check, Status.INTERNAL_ERROR, Reason("internal.error", {"error": told})
            )

    def _unanswered(self, check: Check, answer: Answer) -> CheckResult:
        """Return the result of a check that needs a later call, which gave no answer."""
        problem = answer.outcome.problem
        assert problem is not None
        number = phrases.ordinal(len(answer.outcome.returns) + 1)
        subject = f"the {number} call of {answer.function}"
        reason = reason_of(problem, subject, self._file, function=answer.function, is_later=True)
        return self._result(check, status_of(problem), reason, place_of(problem) or self._place)

    def _result(
        self,
        check: Check,
        status: Status,
        reason: Reason | None = None,
        place: Place | None = None,
    ) -> CheckResult:
        return check_result(self._course, check, status, reason, place)


def _curve(answers: Mapping[str, Answer | Problem]) -> tuple[float, ...]:
    """Return the losses in the task's first answer to a call that was passed a model."""
    for answer in answers.values():
        if isinstance(answer, Answer) and answer.outcome.returns[0].models:
            numbers = numbers_in(answer.value)
            if numbers is not None and numbers.ndim == 1 and not _are_counted(numbers):
                return tuple(float(value) for value in numbers[:_MAX_CURVE])
    return ()


def _are_counted(numbers: Numbers) -> bool:
    """Return whether these are 0, 1, 2, …: numbers of epochs, which are no losses."""
    return numbers.size > 1 and np.array_equal(numbers, np.arange(numbers.size))


def _printed(answers: Mapping[str, Answer | Problem]) -> str:
    """Return the beginning of what the task's calls printed."""
    printed = ""
    for answer in answers.values():
        for returned in answer.outcome.returns if isinstance(answer, Answer) else ():
            printed += returned.printed
            if len(printed) >= _MAX_PRINTED:
                return printed[:_MAX_PRINTED]
    return printed
