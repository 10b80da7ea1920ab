"""The people of a class, and the forms in which names and numbers are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from grader.protocol.text import plain

_NUMBER = re.compile("([0-9]+)")


@dataclass(frozen=True)
class Person:
    """Someone in the roster.

    ids: numbers and logins, in the order of the roster's columns. line: where they stand in it,
    counted from 1. other_lines: where else, if they are in several sections. participant: the
    number in one assignment of Moodle, if the roster is its grading worksheet.
    """

    name: str
    ids: tuple[str, ...] = ()
    email: str = ""
    section: str = ""
    line: int = 0
    participant: str = ""
    other_lines: tuple[int, ...] = ()

    @property
    def shown(self) -> str:
        """How to call this person."""
        return self.name or self.email or (self.ids[0] if self.ids else f"line {self.line}")


@dataclass(frozen=True)
class Roster:
    """The people of a class, in the order of the file.

    has_times: whether the file also has extensions, or tells when people handed in.
    """

    people: tuple[Person, ...]
    has_times: bool = False
    _tables: tuple[Mapping[str, list[Person]], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tables = (
            _table((person, person.ids) for person in self.people),
            _table((person, _forms_of_email(person.email)) for person in self.people),
            _table((person, _forms_of_name(person.name)) for person in self.people),
        )
        object.__setattr__(self, "_tables", tables)

    def person(self, texts: Sequence[str]) -> Person | None:
        """Return whom any of these texts names: by id, then by address of mail, then by name.

        None if nobody has it, or several people have.
        """
        forms = [form for text in texts if text for form in name_keys(text)]
        for table in self._tables:
            people = {id(one): one for form in forms for one in table.get(form, ())}
            if people:
                return next(iter(people.values())) if len(people) == 1 else None
        return None

    def participant(self, number: str, name: str) -> Person | None:
        """Return whom a participant's number in an assignment of Moodle names.

        It may be any number of somebody else, so the name must be theirs, too.
        """
        forms = set(name_keys(name))
        people = [
            one
            for one in self.people
            if number in (one.participant, *one.ids)
            and (not one.name or not forms.isdisjoint(map(key, _forms_of_name(one.name))))
        ]
        return people[0] if len(people) == 1 else None

    def has_several(self, name: str) -> bool:
        """Return whether several people have this name."""
        *_, by_name = self._tables
        return any(len(by_name.get(form, ())) > 1 for form in name_keys(name))


def key(text: str) -> str:
    """Return a name or a number in the form in which it is compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def name_keys(name: str) -> tuple[str, ...]:
    """Return the forms of a name: "Doe, Jane" is also "Jane Doe", "doejane" and "janedoe"."""
    last, comma, first = name.partition(",")
    swapped = f"{first} {last}" if comma else name
    forms = (name, swapped, name.replace(",", ""))
    together = (form.replace(",", "").replace(" ", "").replace("-", "") for form in forms[:2])
    return tuple(dict.fromkeys(map(key, (*forms, *together))))


def place_of(name: str) -> tuple[list[tuple[int, str]], str]:
    """Return what sorts names as people do: numbers by size, without regard to case and accents.

    Names that are equal otherwise are sorted by their characters, so that the order is fixed.
    """
    shown = plain(name)
    letters = unicodedata.normalize("NFKD", shown.casefold())
    base = "".join(one for one in letters if not unicodedata.combining(one))
    # The parts at odd places are numbers. The longer one is larger, once leading zeros are gone.
    parts = [
        (len(part.lstrip("0")), part.lstrip("0")) if at % 2 else (0, part)
        for at, part in enumerate(_NUMBER.split(base))
    ]
    return parts, shown


def _forms_of_name(name: str) -> tuple[str, ...]:
    """Return the forms of a name, also without blanks and marks, and with any last name first.

    Canvas writes "oneillchi" for Chi O'Neill, and says nothing of where the first name begins.
    """
    composed = unicodedata.normalize("NFKC", name.replace(",", " "))
    words = ["".join(filter(_is_of_a_word, word)) for word in composed.split()]
    turned = ("".join(words[at:] + words[:at]) for at in range(len(words)))
    return (*name_keys(name), *turned)


def _is_of_a_word(character: str) -> bool:
    """Return whether a character is a letter, a digit or a mark on one, as Devanagari's vowels."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _forms_of_email(email: str) -> tuple[str, ...]:
    """Return an address and the part before its @, which often is the login."""
    return (email, email.partition("@")[0])


def _table(entries: Iterable[tuple[Person, Iterable[str]]]) -> Mapping[str, list[Person]]:
    table: dict[str, list[Person]] = defaultdict(list)
    for person, texts in entries:
        for form in dict.fromkeys(map(key, texts)):
            if form:
                table[form].append(person)
    return table
