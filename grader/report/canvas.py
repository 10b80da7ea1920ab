"""The gradebook of Canvas, exported as CSV by the teacher, with grades filled in.

https://community.instructure.com/en/kb/articles/660861: the columns are Student (or LastName and
FirstName), ID, SIS User ID, SIS Login ID, Integration ID, Root Account, Section, the teacher's own
columns such as Notes, the assignments, each as "Title (id)", and totals. Rows such as "Points
Possible" are no student's. Canvas knows a student by the ID, then by the SIS ID, the login and the
name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from grader.errors import UsageError
from grader.people import name_keys
from grader.records import LearnerResult
from grader.report.cases import outline_of
from grader.report.presenter import Presentation
from grader.report.report import Report, Setting
from grader.report.rows import has_internal_error, match, told_of_errors, told_of_rows
from grader.report.sheet import Sheet

TOTAL = ""
"""The exercise that stands for all of them in `columns_of`."""

_FIXED = (
    "Student",
    "LastName",
    "FirstName",
    "ID",
    "SIS User ID",
    "SIS Login ID",
    "Integration ID",
    "Root Account",
    "Section",
)
_TOTALS = re.compile(r"(Current|Final|Unposted|Override) (Score|Points|Grade|Status|Current|Final)")
_NUMBER_OF_ASSIGNMENT = re.compile(r"\s*\((\d+)\)$")
_NO_STUDENT = re.compile(r"\s*(Muted|Manual Posting.*)?\s*", re.IGNORECASE)
_READ_ONLY = re.compile(r"read\s*only", re.IGNORECASE)
_KEPT = ("EX", "N/A")
_WORDS = re.compile(r"[^\W\d_]+")


def check(setting: Setting, exercises: Sequence[str]) -> None:
    """Raise UsageError if this is no such gradebook, or if no column fits these exercises."""
    columns_of(_sheet(setting), setting.columns, exercises)


def make(presentation: Presentation, setting: Setting) -> Report:
    """Fill the points in, and leave every other cell as it is.

    Cells of excused students stay too, and those of learners with an internal error; and so does
    the column of an exercise that nobody handed in, if the teacher did not choose it: in a download
    of one assignment, the others are missing.
    """
    sheet = _sheet(setting)
    exercises = [one.exercise for one in outline_of(presentation.book)]
    columns = columns_of(sheet, setting.columns, exercises)
    left = [] if setting.columns else _handed_in_by_nobody(columns, presentation.book.learners)
    columns = {name: column for name, column in columns.items() if name not in left}
    found = match(presentation.book.learners, _keys(sheet), _students(sheet))
    cells: dict[tuple[int, int], str] = {}
    kept = []
    for row, learner in found.rows.items():
        for column, points in _points(learner, columns):
            if sheet.value(row, column).upper() in _KEPT:
                kept.append(_student(sheet, row))
            else:
                cells[row, column] = points
    notes = (
        told_of_rows(cells, _students(sheet)),
        *found.notes,
        *told_of_errors(presentation.book.learners),
        *(f"nobody handed in {name}: its column is left as it is" for name in left),
        *(f"{name} is excused or has no such assignment: left as it is" for name in kept),
        *_told_of_columns(sheet, columns, left, presentation.book.learners),
    )
    return Report({"": sheet.filled(cells)}, notes=tuple(f"Canvas: {note}" for note in notes))


def columns_of(sheet: Sheet, chosen: Sequence[str], exercises: Sequence[str]) -> dict[str, int]:
    """Return the column to fill for each exercise, or for TOTAL; raises UsageError.

    chosen: TITLE for the total, EXERCISE=TITLE for an exercise. If nothing is chosen, these are the
    columns whose titles contain the exercises' names; or the only column, for the total.
    """
    columns = _assignments(sheet)
    if chosen:
        return dict(_chosen(one, columns, exercises) for one in chosen)
    found: dict[str, int] = {}
    for exercise in exercises:
        fitting = [column for column, title in columns.items() if _names(title, exercise)]
        if len(fitting) > 1:
            titles = " and ".join(columns[column] for column in fitting[:2])
            raise UsageError(f"{exercise} may be {titles}. Choose with --column {exercise}=TITLE.")
        found.update((exercise, column) for column in fitting)
    if len(set(found.values())) < len(found):
        raise UsageError(f"several exercises fit one column. {_choose(columns)}")
    if not found and len(columns) == 1:
        found = {TOTAL: next(iter(columns))}
    if not found:
        raise UsageError(f"no column is named like an exercise. {_choose(columns)}")
    return found


def _chosen(one: str, columns: Mapping[int, str], exercises: Sequence[str]) -> tuple[str, int]:
    left, equals, right = one.partition("=")
    exercise, title = (left, right) if equals and left in exercises else (TOTAL, one)
    wanted = title.strip().casefold()
    fitting = [
        column
        for column, name in columns.items()
        if wanted in (name.casefold(), _NUMBER_OF_ASSIGNMENT.sub("", name).casefold(), _id(name))
    ]
    if len(fitting) != 1:
        found = "no column" if not fitting else "more than one column"
        raise UsageError(f"--column {one}: {found} has this title. {_choose(columns)}")
    return exercise, fitting[0]


def _choose(columns: Mapping[int, str]) -> str:
    if not columns:
        return "The sheet has no column that can be filled: make an assignment in Canvas first."
    return f"Choose with --column TITLE. The sheet has {', '.join(columns.values())}."


def _id(title: str) -> str:
    number = _NUMBER_OF_ASSIGNMENT.search(title)
    return number[1] if number else ""


def _names(title: str, exercise: str) -> bool:
    """Return whether the words of the exercise's name stand in the title, one after the other."""
    wanted = _WORDS.findall(exercise.casefold())
    words = _WORDS.findall(_NUMBER_OF_ASSIGNMENT.sub("", title).casefold())
    size = len(wanted)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1))


def _sheet(setting: Setting) -> Sheet:
    sheet = setting.template
    assert sheet is not None
    first = sheet.header[:1]
    if first not in (("Student",), ("LastName",)) or "ID" not in sheet.header:
        raise UsageError(
            f"{sheet.file} is not a gradebook exported from Canvas: expected the columns Student "
            "and ID."
        )
    return sheet


def _assignments(sheet: Sheet) -> dict[int, str]:
    """Return the titles of the columns that can be filled, by column.

    Canvas puts the number of an assignment behind its title, and none behind columns of the
    teacher's own. In a sheet without any number, all columns may be assignments.
    """
    before = max(column for column, name in enumerate(sheet.header) if name in _FIXED)
    possible = _points_possible(sheet)
    found = {
        column: title
        for column, title in enumerate(sheet.header)
        if column > before
        and title
        and not _TOTALS.search(title)
        and not _READ_ONLY.search(sheet.value(possible, column) if possible else "")
    }
    return {column: title for column, title in found.items() if _id(title)} or found


def _points_possible(sheet: Sheet) -> int:
    """Return the row of the points possible; 0 if there is none."""
    rows = range(1, len(sheet.rows))
    return next((row for row in rows if _is_possible(sheet, row)), 0)


def _is_possible(sheet: Sheet, row: int) -> bool:
    return "Points Possible" in sheet.value(row, 0)


def _students(sheet: Sheet) -> dict[int, str]:
    """Return the students by row: without rows on assignments, and without Canvas' test student."""
    id_column = sheet.header.index("ID")
    students = {}
    for row in range(1, len(sheet.rows)):
        values = [cell.value for cell in sheet.rows[row]]
        if _is_possible(sheet, row) or all(_NO_STUDENT.fullmatch(value) for value in values):
            continue
        name = _student(sheet, row)
        is_test = name in ("Student, Test", "Test Student", "Student Test")
        if not is_test and (name or sheet.value(row, id_column)):
            students[row] = name
    return students


def _student(sheet: Sheet, row: int) -> str:
    if sheet.header[0] == "LastName":
        return f"{sheet.value(row, 0)}, {sheet.value(row, sheet.header.index('FirstName'))}"
    return sheet.value(row, 0)


def _keys(sheet: Sheet) -> list[dict[int, str]]:
    """Return what identifies the students, in the order in which Canvas looks for it."""
    students = _students(sheet)
    keys = []
    for name in ("ID", "SIS User ID", "SIS Login ID"):
        column = sheet.header.index(name) if name in sheet.header else None
        keys.append({row: sheet.value(row, column) for row in students})
    keys.append({row: "\0".join(name_keys(student)) for row, student in students.items()})
    return keys


def _points(learner: LearnerResult, columns: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    if has_internal_error(learner):
        return
    if TOTAL in columns:
        yield columns[TOTAL], str(learner.score)
    for result in learner.exercises:
        if result.exercise in columns:
            yield columns[result.exercise], str(result.score)


def _handed_in_by_nobody(
    columns: Mapping[str, int], learners: Iterable[LearnerResult]
) -> list[str]:
    handed_in = {one.exercise for learner in learners for one in learner.exercises if one.file}
    return [name for name in columns if name and name not in handed_in]


def _told_of_columns(
    sheet: Sheet,
    columns: Mapping[str, int],
    left: Sequence[str],
    learners: Iterable[LearnerResult],
) -> Iterator[str]:
    """Yield notes on exercises without a column, and on columns with another maximum.

    left: exercises whose columns are left as they are.
    """
    most: dict[str, float] = {}
    for learner in learners:
        most[TOTAL] = max(most.get(TOTAL, 0), learner.max_score)
        for result in learner.exercises:
            most[result.exercise] = max(most.get(result.exercise, 0), result.max_score)
    known = {*columns, *left}
    lost = [name for name in most if name and name not in known and TOTAL not in columns]
    if lost:
        yield f"no column for {', '.join(lost)}: not filled in"
    possible = _points_possible(sheet)
    for name, column in columns.items():
        told = sheet.value(possible, column).replace(",", ".") if possible else ""
        if told and name in most and _number(told) != most[name]:
            yield (
                f"{sheet.header[column]} has {told} points possible, and the grader gives up to "
                f"{most[name]}: points are not scaled"
            )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
