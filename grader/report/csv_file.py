"""A table with a row for each learner, for spreadsheets.

The file begins with a byte order mark, without which Excel does not read UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.records import ExerciseOutline, LearnerResult, Status
from grader.report.adjustments import late_points
from grader.report.cases import cases, outline_of
from grader.report.presenter import Presentation
from grader.report.report import Report, Setting, text_report
from grader.report.table import csv_text

_BOM = "\ufeff"


def make(presentation: Presentation, setting: Setting) -> Report:
    """Make the table.

    `points` and `max_points` are those of what counts: of a class, all exercises; of one learner
    alone, those that were handed in, and the others have empty cells. `course_points` counts all.
    `late_points` have been taken off.
    """
    outline = outline_of(presentation.book)
    rows = [_row(learner, outline) for learner in presentation.book.learners]
    return text_report(_BOM + csv_text([list(_header(outline)), *rows]))


def _header(outline: tuple[ExerciseOutline, ...]) -> Iterator[str]:
    yield from ("learner", "id", "points", "max_points", "course_points", "internal_errors")
    yield "late_points"
    for exercise in outline:
        yield exercise.exercise
        for task in exercise.tasks:
            yield f"{exercise.exercise}.{task.task}"
            yield f"{exercise.exercise}.{task.task} status"
    yield from ("email", "section", "notes")


def _row(learner: LearnerResult, outline: tuple[ExerciseOutline, ...]) -> list[str | int]:
    checks = cases(learner, outline, 0)
    broken = sum(case.status is Status.INTERNAL_ERROR for case in checks)
    most = sum(case.max_points for case in checks)
    account = learner.account
    row: list[str | int] = [learner.learner, account.id or account.number or account.login]
    row += [learner.score, learner.max_score, most, broken]
    row.append(sum(map(late_points, learner.exercises)))
    results = {result.exercise: result for result in learner.exercises}
    for exercise in outline:
        result = results.get(exercise.exercise)
        tasks = {} if result is None else {task.task: task for task in result.tasks}
        row.append("" if result is None else result.score)
        for task in exercise.tasks:
            one = tasks.get(task.task)
            row += ["", ""] if one is None else [one.score, one.status.value]
    row += [account.email, account.section, "; ".join(learner.notes)]
    return row
