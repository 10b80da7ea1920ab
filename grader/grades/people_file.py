"""Reads extensions and times of submission from a roster: its columns `extension` and `submitted`.

An extension is days, a span or a date, a time of submission is a date with a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from grader.errors import UsageError
from grader.grades.late import Extension
from grader.grades.settings import extension_from
from grader.grades.times import moment
from grader.notes import listed_if_any
from grader.people import Person, Roster, key
from grader.protocol.text import one_line
from grader.records import Account
from grader.report.sheet import Sheet
from grader.submission.owner import person_of

_EXTENSION = ("extension", "extensions", "extension days", "extended until", "extra days")
_SUBMITTED = ("submitted", "submitted at", "submission time", "handed in")


@dataclass(frozen=True)
class Times:
    """Extensions and times of submission by learner. An extension of None is none any more.

    notes: on people whom the gradebook does not have, and on several learners in one row.
    """

    extensions: Mapping[str, Extension | None]
    submitted: Mapping[str, datetime]
    notes: tuple[str, ...] = ()


def times_in(sheet: Sheet, roster: Roster, accounts: Mapping[str, Account]) -> Times:
    """Return what a roster tells; raises UsageError. accounts: of the learners, by name."""
    extension, submitted = _columns(sheet)
    if extension is None and submitted is None:
        raise UsageError(
            f"{sheet.file}: expected a column extension or submitted. The columns are "
            f"{', '.join(sheet.header)}."
        )
    extensions: dict[str, Extension | None] = {}
    times: dict[str, datetime] = {}
    lost = []
    learners = _learners(roster, accounts)
    for person in roster.people:
        granted = _said(sheet, person, extension)
        at = _said(sheet, person, submitted)
        found = learners.get(person, [])
        if (granted or at) and len(found) != 1:
            lost.append(person.shown)
            continue
        label = f"{sheet.file}, line {person.line}"
        if granted:
            extensions[found[0]] = extension_from(granted, label)
        if at:
            times[found[0]] = moment(at, label)
    notes = listed_if_any([("in the roster, but not exactly one learner of the gradebook", lost)])
    return Times(extensions, times, notes)


def _said(sheet: Sheet, person: Person, column: int | None) -> str:
    """Return what the lines of a person say in a column; raises UsageError if they differ."""
    lines = (person.line, *person.other_lines)
    said = {value: line for line in lines if (value := sheet.value(line - 1, column))}
    if len(said) > 1:
        (one, first), (other, second) = list(said.items())[:2]
        raise UsageError(
            f"{sheet.file}: lines {first} and {second} are about one person, and say "
            f"{one_line(one)} and {one_line(other)}."
        )
    return next(iter(said), "")


def has_times(sheet: Sheet) -> bool:
    """Return whether a roster has one of the columns that `times_in` reads."""
    return _columns(sheet) != (None, None)


def _columns(sheet: Sheet) -> tuple[int | None, int | None]:
    """Return where extensions and times of submission stand."""
    titles = [" ".join(key(title).replace("_", " ").split()) for title in sheet.header]
    return _column(titles, _EXTENSION), _column(titles, _SUBMITTED)


def _column(titles: list[str], names: tuple[str, ...]) -> int | None:
    return next((index for index, title in enumerate(titles) if title in names), None)


def _learners(roster: Roster, accounts: Mapping[str, Account]) -> dict[Person, list[str]]:
    learners: dict[Person, list[str]] = {}
    for learner, account in accounts.items():
        person = person_of(roster, learner, account)
        if person is not None:
            learners.setdefault(person, []).append(learner)
    return learners
