"""Finds the row of a sheet that belongs to a learner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.notes import listed_if_any
from grader.people import key
from grader.records import LearnerResult, Status


@dataclass(frozen=True)
class Match:
    """Which learner has which row. notes: who has none, and which rows have no learner."""

    rows: Mapping[int, LearnerResult]
    notes: tuple[str, ...]


def match(
    learners: Iterable[LearnerResult], keys: Sequence[Mapping[int, str]], names: Mapping[int, str]
) -> Match:
    """Match learners to rows.

    keys: what may identify a row, by row; the first kind of key in which a learner is found counts.
    A learner is not matched if several rows have that key, or if another learner has the same row.
    names: how to call a row.
    """
    tables = [_by_key(each) for each in keys]
    found: dict[int, list[LearnerResult]] = defaultdict(list)
    lost = []
    for learner in learners:
        rows = _rows_of(learner, tables)
        if len(rows) == 1:
            found[rows[0]].append(learner)
        else:
            lost.append(learner.learner)
    matched = {row: several[0] for row, several in found.items() if len(several) == 1}
    doubled = [each.learner for several in found.values() if len(several) > 1 for each in several]
    empty = [names[row] for row in names if row not in found]
    told = (
        ("learners with no row, or with several", lost),
        ("learners who share a row", doubled),
        ("rows with no learner", empty),
    )
    return Match(matched, listed_if_any(told))


def told_of_rows(cells: Iterable[tuple[int, int]], rows: Collection[int]) -> str:
    """Return a note on how many of the sheet's rows got points. cells: the filled ones."""
    return f"points filled in for {len({row for row, _ in cells})} of {len(rows)} rows"


def told_of_errors(learners: Iterable[LearnerResult]) -> tuple[str, ...]:
    """Return a note on the learners whose grades are left out because of an internal error."""
    broken = [learner.learner for learner in learners if has_internal_error(learner)]
    what = "grades left out because of an internal error, which costs no points"
    return listed_if_any([(what, broken)])


def has_internal_error(learner: LearnerResult) -> bool:
    """Return whether any check of this learner had an internal error.

    A task whose points the teacher has set has them all the same.
    """
    return any(
        Status.INTERNAL_ERROR in (task.status, *(check.status for check in task.checks))
        for exercise in learner.exercises
        for task in exercise.tasks
        if not any(one.task == task.task for one in exercise.adjustments)
    )


def _by_key(rows: Mapping[int, str]) -> Mapping[str, list[int]]:
    table: dict[str, list[int]] = defaultdict(list)
    for row, text in rows.items():
        for one in dict.fromkeys(text.split("\0")):
            if one:
                table[key(one)].append(row)
    return table


def _rows_of(learner: LearnerResult, tables: Sequence[Mapping[str, list[int]]]) -> list[int]:
    """Return the rows of the first kind of key that knows this learner."""
    account = learner.account
    if account.id:
        return tables[0].get(account.id, [])
    # The folder itself, without the parts of the path that tell learners of one name apart.
    folder = learner.learner.rpartition("/")[2]
    for text in (account.number, account.login, account.email, folder):
        rows = next((table[key(text)] for table in tables if text and table.get(key(text))), [])
        if rows:
            return rows
    return []
