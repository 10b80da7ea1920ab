"""Reads extensions and times of submission from a roster, a CSV file with a row for each person.

The columns `extension` (days, a span or a date) and `submitted` (a time) are read. A learner is
found by what is in the other columns: a number, a login, an address or a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from grader.errors import UsageError
from grader.grades.late import Extension
from grader.grades.settings import extension_from
from grader.grades.times import moment
from grader.people import key, name_keys
from grader.records import Account
from grader.report.rows import listed
from grader.report.sheet import Sheet

_EXTENSION = ("extension", "extensions", "extension days", "extended until", "extra days")
_SUBMITTED = ("submitted", "submitted at", "submission time", "handed in")
_FIRST, _LAST = ("first name", "firstname", "given name"), ("last name", "lastname", "surname")


@dataclass(frozen=True)
class Times:
    """Extensions and times of submission by learner. notes: on rows that fit no learner."""

    extensions: Mapping[str, Extension]
    submitted: Mapping[str, datetime]
    notes: tuple[str, ...]


def times_in(sheet: Sheet, accounts: Mapping[str, Account]) -> Times:
    """Return what a roster tells; raises UsageError. accounts: of the learners, by name."""
    titles = [" ".join(key(title).replace("_", " ").split()) for title in sheet.header]
    extension, submitted = _column(titles, _EXTENSION), _column(titles, _SUBMITTED)
    if extension is None and submitted is None:
        raise UsageError(
            f"{sheet.file}: expected a column extension or submitted. The columns are "
            f"{', '.join(sheet.header)}."
        )
    known = _forms(accounts)
    extensions: dict[str, Extension] = {}
    times: dict[str, datetime] = {}
    lost = []
    for row in range(1, len(sheet.rows)):
        granted, at = sheet.value(row, extension), sheet.value(row, submitted)
        if not (granted or at):
            continue
        found = _people(sheet, row, titles, known)
        if len(found) != 1:
            lost.append(" ".join(_who(sheet, row, titles)).strip())
            continue
        (learner,) = found
        label = f"{sheet.file}, row {row + 1}"
        given = extension_from(granted, label) if granted else None
        if given is not None:
            extensions[learner] = given
        if at:
            times[learner] = moment(at, label)
    notes = (listed("rows of the roster with no learner, or with several", lost),) if lost else ()
    return Times(extensions, times, notes)


def _column(titles: list[str], names: tuple[str, ...]) -> int | None:
    return next((index for index, title in enumerate(titles) if title in names), None)


def _forms(accounts: Mapping[str, Account]) -> dict[str, set[str]]:
    """Return the learners by each text that may name them."""
    forms: dict[str, set[str]] = {}
    for learner, account in accounts.items():
        texts = (key(account.id), *name_keys(learner), key(learner.rpartition("/")[2]))
        for text in filter(None, texts):
            forms.setdefault(text, set()).add(learner)
    return forms


def _people(sheet: Sheet, row: int, titles: list[str], known: Mapping[str, set[str]]) -> set[str]:
    """Return the learners of the first cell that names any."""
    for text in _who(sheet, row, titles):
        for form in (key(text), *name_keys(text), key(text.partition("@")[0])):
            if known.get(form):
                return known[form]
    return set()


def _who(sheet: Sheet, row: int, titles: list[str]) -> list[str]:
    """Return the cells that may name a person, and first and last name together."""
    other = (*_EXTENSION, *_SUBMITTED, *_FIRST, *_LAST)
    first, last = _column(titles, _FIRST), _column(titles, _LAST)
    cells = [sheet.value(row, at) for at, title in enumerate(titles) if title not in other]
    names = filter(None, (sheet.value(row, first), sheet.value(row, last)))
    return [*filter(None, cells), " ".join(names)]
