"""The table that `nbgrader export` writes, for programs that read it.

The columns are those of nbgrader's CsvExportPlugin, which writes a row for each student of each
assignment: https://nbgrader.readthedocs.io/en/stable/plugins/export-plugin.html. Who did not hand
in an assignment has 0 points.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.records import ExerciseOutline, LearnerResult
from grader.report.cases import cases, outline_of
from grader.report.presenter import Presentation
from grader.report.report import Report, Setting, text_report
from grader.report.table import csv_text

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


def make(presentation: Presentation, setting: Setting) -> Report:
    """Make the table. An exercise is an assignment; when it was due or handed in is not known."""
    rows: list[tuple[str | float, ...]] = [COLUMNS]
    for exercise in outline_of(presentation.book):
        rows += _rows(exercise, presentation.book.learners)
    return text_report(csv_text(rows, "\n"))


def _rows(
    exercise: ExerciseOutline, learners: tuple[LearnerResult, ...]
) -> Iterator[tuple[str | float, ...]]:
    for learner in learners:
        checks = cases(learner, (exercise,), 0)
        score = float(sum(case.points for case in checks))
        most = float(sum(case.max_points for case in checks))
        yield (
            *(exercise.exercise, "", "", learner.learner, "", "", ""),
            *(score, 0.0, score, most),
        )
