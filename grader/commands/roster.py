"""`--roster FILE`: reads the list of a class, with headings as any course system writes them."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from grader.errors import UsageError
from grader.grades.people_file import has_times
from grader.people import Person, Roster
from grader.protocol.text import one_line
from grader.report.sheet import MAX_SIZE, Sheet, read_sheet

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": (
        *("id", "studentid", "userid", "number", "studentnumber", "idnumber", "sid"),
        *("sisuserid", "sisid", "orgdefinedid", "matriculationnumber", "matrikelnummer"),
        *("identifier", "externalid", "lmsuserid"),
    ),
    "login": (
        *("login", "loginid", "sisloginid", "username", "user", "account", "netid", "github"),
        *("githubusername", "githubid", "handle"),
    ),
    "name": ("name", "fullname", "student", "studentname", "learner", "displayname"),
    "first": ("first", "firstname", "givenname", "forename", "vorname"),
    "last": ("last", "lastname", "surname", "familyname", "nachname"),
    "email": ("email", "emailaddress", "mail", "emails", "studentemail"),
    "section": ("section", "sections", "group", "groups", "class", "tutorial", "coursesection"),
}
"""What a column may be called, in small letters and without anything between them."""

_MAX_TEXT = 200
_NOT_A_LETTER = re.compile(r"[\W_]+")
_NO_PERSON = re.compile(r"\s*points possible\s*", re.IGNORECASE)  # a row of Canvas' gradebook


def read_roster(file: Path) -> Roster:
    """Read a roster; raises UsageError.

    The file is CSV with a heading. An exported gradebook or list of participants will do.
    """
    sheet = _sheet(file)
    columns = _columns(sheet)
    if not any(columns[kind] for kind in ("id", "login", "name", "email", "last")):
        raise UsageError(
            f"--roster {file}: no column is called id, name or email. The file has "
            f"{one_line(', '.join(sheet.header))[:_MAX_TEXT]}."
        )
    people = [_person(sheet, row, columns) for row in range(1, len(sheet.rows))]
    known = tuple(one for one in people if one.name or one.ids or one.email)
    if not known:
        raise UsageError(f"--roster {file}: there is nobody in it.")
    return Roster(tuple(_each_once(known)), has_times(sheet))


def _each_once(people: Sequence[Person]) -> Iterator[Person]:
    """Yield people who are in several sections once. Equal names alone may be two people."""
    sections: dict[Person, list[str]] = {}
    first: dict[Person, Person] = {}
    for one in people:
        is_known = one.ids or one.email
        who = replace(one, section="", line=0 if is_known else one.line)
        first.setdefault(who, one)
        sections.setdefault(who, []).append(one.section)
    for who, one in first.items():
        together = ", ".join(dict.fromkeys(filter(None, sections[who])))
        yield replace(one, section=together[:_MAX_TEXT])


def _sheet(file: Path) -> Sheet:
    try:
        if file.is_dir():
            raise UsageError(f"--roster {file}: this is a folder, and no CSV file.")
        if not file.is_file():
            raise UsageError(f"--roster {file}: there is no such file.")
        if file.stat().st_size > MAX_SIZE:
            raise UsageError(f"--roster {file}: the file is larger than {MAX_SIZE:,} bytes.")
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"--roster {file}: {error.strerror}.") from error
    # Blackboard's list of a class is UTF-16, and so is the "Unicode Text" of Excel.
    encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        told = "this is no CSV file in UTF-8. Save it as one."
        raise UsageError(f"--roster {file}: {told}") from error
    return read_sheet(text.encode(), f"--roster {file}")


def _columns(sheet: Sheet) -> dict[str, list[int]]:
    titles = [_NOT_A_LETTER.sub("", title.casefold()) for title in sheet.header]
    return {
        kind: [column for column, title in enumerate(titles) if title in headings]
        for kind, headings in _HEADINGS.items()
    }


def _person(sheet: Sheet, row: int, columns: Mapping[str, Sequence[int]]) -> Person:
    def values(kind: str) -> list[str]:
        texts = (one_line(sheet.value(row, column))[:_MAX_TEXT] for column in columns[kind])
        return [text for text in texts if text]

    def value(kind: str) -> str:
        return next(iter(values(kind)), "")

    name = value("name") or f"{value('first')} {value('last')}".strip()
    if _NO_PERSON.fullmatch(name):
        return Person("")
    ids = tuple(dict.fromkeys((*values("id"), *values("login"))))
    return Person(name, ids, value("email"), value("section"), row + 1)
