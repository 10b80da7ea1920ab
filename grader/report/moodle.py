"""The offline grading worksheet of a Moodle assignment, with grades and comments filled in.

https://docs.moodle.org/en/Offline_grading_worksheet. Moodle writes its columns in a fixed order,
with headings in the teacher's language: Identifier ("Participant 123"), Full name, further details
of the participant, Status, Grade, Maximum grade, Grade can be changed, Last modified (grade),
Feedback comments. Moodle reads comments as HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.errors import UsageError
from grader.people import name_keys
from grader.protocol.text import one_line
from grader.records import Status
from grader.report.adjustments import told_adjustments
from grader.report.presenter import Presentation, PresentedLearner
from grader.report.report import Report, Setting
from grader.report.rows import Match, has_internal_error, match, told_of_errors, told_of_rows
from grader.report.sheet import Sheet
from grader.report.table import no_formula

_NUMBER_AT_END = re.compile(r"(\d+)\s*$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NEVER = "-"
_MAX_TEXT = 2_000


@dataclass(frozen=True)
class Columns:
    """The columns of a worksheet. comments: None if it has none."""

    grade: int
    most: int
    comments: int | None


def check(setting: Setting, exercises: Sequence[str]) -> None:
    """Raise UsageError if this is no such worksheet. It has one grade for all exercises."""
    columns_of(_sheet(setting), setting.columns)


def make(presentation: Presentation, setting: Setting) -> Report:
    """Fill the grades and the comments in, and leave every other cell as it is."""
    sheet = _sheet(setting)
    columns = columns_of(sheet, setting.columns)
    found = _rows(sheet, columns, presentation)
    learners = {one.result.learner: one for one in presentation.learners}
    cells: dict[tuple[int, int], str] = {}
    for row, result in found.rows.items():
        learner = learners[result.learner]
        if not has_internal_error(result):
            cells[row, columns.grade] = str(result.score)
        if columns.comments is not None:
            cells[row, columns.comments] = comment(learner, presentation.hints)
    graded = [cell for cell in cells if cell[1] == columns.grade]
    notes = (
        told_of_rows(graded, range(1, len(sheet.rows))),
        *found.notes,
        *told_of_errors(presentation.book.learners),
        *_told_of_maximum(sheet, columns, presentation),
        *(() if columns.comments is not None else ("the sheet has no column for comments",)),
    )
    return Report({"": sheet.filled(cells)}, notes=tuple(f"Moodle: {note}" for note in notes))


def _rows(sheet: Sheet, columns: Columns, presentation: Presentation) -> Match:
    """Return the learners of the rows: by the participant's number, then by other columns."""
    rows = range(1, len(sheet.rows))
    details = (
        {row: sheet.value(row, column) for row in rows} for column in range(1, columns.grade)
    )
    names = {row: sheet.value(row, 1) or sheet.value(row, 0) for row in rows}
    forms = {row: "\0".join(name_keys(name)) for row, name in names.items()}
    keys = [{row: _participant(sheet, row) for row in rows}, *details, forms]
    return match(presentation.book.learners, keys, names)


def columns_of(sheet: Sheet, chosen: Sequence[str] = ()) -> Columns:
    """Return the columns of a worksheet in any language; raises UsageError.

    chosen: the title of the column of grades, if the teacher named it.
    """
    titles = [title.casefold() for title in sheet.header]
    if chosen:
        wanted = chosen[0].strip().casefold()
        if titles.count(wanted) != 1:
            raise UsageError(
                f"--column {chosen[0]}: not the title of one column. The sheet has "
                f"{', '.join(sheet.header)}."
            )
        grades = [titles.index(wanted)]
    elif "grade" in titles:
        grades = [titles.index("grade")]
    else:
        grades = [column for column in range(1, len(titles) - 1) if _may_be_grade(sheet, column)]
    if len(grades) != 1:
        raise UsageError(
            f"{sheet.file}: cannot tell which column holds the grades. Choose with --column TITLE. "
            f"The sheet has {', '.join(sheet.header)}."
        )
    return Columns(grades[0], grades[0] + 1, _comments(sheet, titles, grades[0]))


def _may_be_grade(sheet: Sheet, column: int) -> bool:
    """Return whether a maximum stands to the right: the same number for all, none of them above."""
    right = {sheet.value(row, column + 1) for row in range(1, len(sheet.rows))}
    most = right.pop()
    if right or not _NUMBER.fullmatch(most):
        return False
    values = [sheet.value(row, column) for row in range(1, len(sheet.rows))]
    return all(
        not value or (_NUMBER.fullmatch(value) and _float(value) <= _float(most))
        for value in values
    )


def _comments(sheet: Sheet, titles: Sequence[str], grade: int) -> int | None:
    if "feedback comments" in titles:
        return titles.index("feedback comments")
    last = len(titles) - 1
    cells = [sheet.value(row, last) for row in range(1, len(sheet.rows))]
    # The last column without comments tells when a grade was changed: a time, or a dash for never.
    is_empty_somewhere = any(not cell for cell in cells)
    return last if last > grade + 2 and is_empty_somewhere else None


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _participant(sheet: Sheet, row: int) -> str:
    number = _NUMBER_AT_END.search(sheet.value(row, 0))
    return number[1] if number else ""


def _sheet(setting: Setting) -> Sheet:
    sheet = setting.template
    assert sheet is not None
    numbers = [_participant(sheet, row) for row in range(1, len(sheet.rows))]
    if len(sheet.header) < 6 or not all(numbers) or len(set(numbers)) < len(numbers):
        raise UsageError(
            f"{sheet.file} is not a grading worksheet of Moodle: expected a first column with "
            "participants such as Participant 123456."
        )
    return sheet


def _told_of_maximum(sheet: Sheet, columns: Columns, presentation: Presentation) -> tuple[str, ...]:
    most = max((one.max_score for one in presentation.book.learners), default=0)
    told = sheet.value(1, columns.most)
    if not _NUMBER.fullmatch(told) or _float(told) == most:
        return ()
    note = (
        f"the assignment's maximum grade is {told}, and the grader gives up to {most}: points are "
        f"not scaled. Set the maximum to {most} in Moodle first"
    )
    return (note,)


def comment(learner: PresentedLearner, hints: int) -> str:
    """Return the comment for a learner as HTML, in which learner text is text."""
    result = learner.result
    lines = [f"<p>{result.score} of {result.max_score} points</p>"]
    if has_internal_error(result):
        lines.append("<p>The grader had an internal error. It costs no points.</p>")
    for exercise in learner.exercises:
        one = exercise.result
        lines.append(
            f"<p><strong>{_text(one.exercise)}</strong>: {one.score} of {one.max_score} points</p>"
        )
        items = []
        for task in exercise.tasks:
            status = task.result.status
            if status is Status.PASSED:
                continue
            told = [_text(check.message) for check in task.told]
            told += [_text(f"Hint: {hint}") for check in task.told for hint in check.hints[:hints]]
            words = "the same problem as above" if task.repeats else status.value.replace("_", " ")
            words = "internal error" if status is Status.INTERNAL_ERROR else words
            items.append(
                f"<li>{_text(task.result.task)} ({task.result.score} of {task.result.max_score}): "
                f"{'<br>'.join([words, *told])}</li>"
            )
        lines += ["<ul>", *items, "</ul>"] if items else []
        lines += [f"<p>{_text(told)}</p>" for told in told_adjustments(one)]
    return no_formula("\n".join(lines))


def _text(text: str) -> str:
    return html.escape(one_line(text)[:_MAX_TEXT])
