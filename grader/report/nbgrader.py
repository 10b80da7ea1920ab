"""The table that `nbgrader export` writes, for programs that read it.

The columns are those of nbgrader's CsvExportPlugin, which writes a row for each student of each
assignment: https://nbgrader.readthedocs.io/en/stable/plugins/export-plugin.html. Who did not hand
in an assignment has 0 points. The score is the raw score without the penalty for lateness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.records import ExerciseOutline, ExerciseResult, LearnerResult
from grader.report.adjustments import late_points
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
    """Make the table. An exercise is an assignment."""
    rows: list[tuple[str | float, ...]] = [COLUMNS]
    for exercise in outline_of(presentation.book):
        rows += _rows(exercise, presentation.book.learners)
    return text_report(csv_text(rows, "\n"))


def _rows(
    exercise: ExerciseOutline, learners: Sequence[LearnerResult]
) -> Iterator[tuple[str | float, ...]]:
    for learner in learners:
        results = [one for one in learner.exercises if one.exercise == exercise.exercise]
        score = float(sum(one.score for one in results))
        late = float(sum(map(late_points, results)))
        most = float(sum(case.max_points for case in cases(learner, (exercise,), 0)))
        yield (
            *(exercise.exercise, "", _timestamp(results), learner.learner, "", "", ""),
            *(score + late, late, score, most),
        )


def _timestamp(results: Sequence[ExerciseResult]) -> str:
    """Return when an exercise was handed in, in UTC as nbgrader writes it; "" if unknown."""
    times = [one.submitted_at for one in results if one.submitted_at is not None]
    return f"{max(times):%Y-%m-%d %H:%M:%S}" if times else ""
