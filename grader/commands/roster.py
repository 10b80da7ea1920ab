"""`--roster FILE`: reads the list of a class, with headings as any course system writes them."""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from grader.errors import UsageError
from grader.grades.people_file import has_times
from grader.people import Person, Roster, key
from grader.protocol.text import one_line
from grader.report.sheet import MAX_SIZE, Sheet, read_sheet

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": (
        *("id", "studentid", "userid", "number", "studentnumber", "idnumber", "sid"),
        *("sisuserid", "sisid", "orgdefinedid", "externalid", "lmsuserid", "matriculationnumber"),
        *("identifier", "rosteridentifier"),
        *("matrikelnummer", "matrikelnr", "matrnr", "matnr", "idnummer"),
        *("numerodidentification", "numeroetudiant", "numerodeid", "identificador"),
    ),
    "login": (
        *("login", "loginid", "sisloginid", "username", "user", "account", "netid", "github"),
        *("githubusername", "githubid", "handle"),
        *("benutzername", "benutzerkennung", "nutzername", "anmeldename", "kennung"),
        *("nomdutilisateur", "identifiant", "nombredeusuario", "usuario"),
    ),
    "name": (
        *("name", "fullname", "student", "studentname", "learner", "displayname"),
        *("lastnamefirstname", "nachnamevorname", "vornamenachname", "vollstandigername"),
        *("nomcomplet", "nomprenom", "nombrecompleto", "apellidosynombre"),
    ),
    "first": (
        *("first", "firstname", "givenname", "forename", "vorname"),
        *("prenom", "nombre", "nombres"),
    ),
    "last": (
        *("last", "lastname", "surname", "familyname", "nachname", "familienname"),
        *("nom", "nomdefamille", "apellido", "apellidos"),
    ),
    "email": (
        *("email", "emailaddress", "mail", "emails", "studentemail", "emailadresse", "mailadresse"),
        *("adressedecourriel", "courriel", "adresseemail", "adressemail"),
        *("direcciondecorreo", "direccionemail", "correo", "correoelectronico"),
    ),
    "section": (
        *("section", "sections", "group", "groups", "class", "tutorial", "coursesection"),
        *("gruppe", "gruppen", "ubungsgruppe", "ubungsgruppen", "tutorium", "kursgruppe"),
        *("groupe", "groupes", "grupo", "grupos"),
    ),
}
"""What a column may be called, in small letters, without accents and anything between them."""

_MAX_TEXT = 200
_NOT_A_LETTER = re.compile(r"[\W_]+")
_NO_PERSON = re.compile(r"\s*points possible\s*", re.IGNORECASE)  # a row of Canvas' gradebook
_PARTICIPANT = re.compile(r"(?:participante?|teilnehmer(?:/in|\(in\)|in)?)\s*(\d+)", re.IGNORECASE)
"""What a grading worksheet of Moodle calls a participant. The number is of one assignment."""


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
    known = tuple(one for one in people if one.name or one.ids or one.email or one.participant)
    if not known:
        raise UsageError(f"--roster {file}: there is nobody in it.")
    return Roster(tuple(_each_once(known)), has_times(sheet))


def _each_once(people: Sequence[Person]) -> Iterator[Person]:
    """Yield people who are in several sections once. Equal names alone may be two people."""
    every: dict[Person, list[Person]] = {}
    for one in people:
        is_known = one.ids or one.email
        who = replace(one, section="", line=0 if is_known else one.line)
        every.setdefault(who, []).append(one)
    for first, *others in every.values():
        sections = (one.section for one in (first, *others) if one.section)
        yield replace(
            first,
            section=", ".join(dict.fromkeys(sections))[:_MAX_TEXT],
            other_lines=tuple(one.line for one in others),
        )


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
    # An accent becomes a mark of its own, and a mark is no letter.
    titles = [unicodedata.normalize("NFKD", title.casefold()) for title in sheet.header]
    titles = [_NOT_A_LETTER.sub("", title) for title in titles]
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

    name, first = value("name"), value("first")
    if not name:
        name = f"{first} {value('last')}".strip()
    elif not columns["last"] and not _words(first) <= _words(name):
        name = f"{first} {name}"  # In a German list, "Name" beside "Vorname" is the last name.
    if _NO_PERSON.fullmatch(name):
        return Person("")
    ids = tuple(dict.fromkeys((*values("id"), *values("login"))))
    numbers = [found[1] for one in ids if (found := _PARTICIPANT.fullmatch(one))]
    ids = tuple(one for one in ids if not _PARTICIPANT.fullmatch(one))
    participant = next(iter(numbers), "")
    return Person(name, ids, value("email"), value("section"), row + 1, participant)


def _words(name: str) -> set[str]:
    return set(key(name.replace(",", " ")).split())
