"""Writes the learners of a run as rows, and knows which of them the gradebook has already."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from grader.errors import GradebookError
from grader.gradebook.codec import decode, encode
from grader.gradebook.conditions import new_row
from grader.gradebook.decisions import free_number
from grader.gradebook.identity import (
    identity_of,
    is_participant_alone,
    known_of,
    may_be,
    readable,
    with_number,
)
from grader.gradebook.schema import LEARNERS
from grader.protocol.text import plain
from grader.records import UNKNOWN_ACCOUNT, Account, Submission

_LEARNER = select(LEARNERS).where(LEARNERS.c.identity == bindparam("identity"))
_BY_NUMBER = select(LEARNERS).where(LEARNERS.c.id == bindparam("number"))
_NEW_ACCOUNT = update(LEARNERS).where(LEARNERS.c.id == bindparam("number"))


@dataclass
class People:
    """Writes the learners of one run.

    apart: participants of Moodle whom only the number tells from others of the same name. numbers:
    of the rows of those who were written, by the name in the run. shared: what several learners of
    the run have, such as an address, so that it tells nobody.
    """

    apart: dict[str, None] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    shared: Collection[str] = ()
    _others: dict[str, list[int]] | None = None

    def write(
        self, connection: Connection, one: Submission, notes: tuple[str, ...]
    ) -> tuple[int, bool]:
        """Return the number of a learner's row, and whether it was added just now."""
        name = self._name(connection, one)
        number, is_new = self._learner(connection, name, one.account, notes)
        self.numbers[one.learner] = number
        return number, is_new

    def _name(self, connection: Connection, one: Submission) -> str:
        """Return how to call a learner, with the number if there are others of this name."""
        account, name = readable(one.account), plain(one.learner)
        if is_participant_alone(account):
            numbered = with_number(name, account)
            if name == numbered or _is_of_several(connection, name, account):
                self.apart[numbered] = None
                return numbered
        return name

    def _learner(
        self, connection: Connection, name: str, account: Account, notes: tuple[str, ...]
    ) -> tuple[int, bool]:
        """Return the id of a learner, and whether the learner was added just now."""
        account = readable(account)
        values = {
            "identity": identity_of(name, account, self.shared),
            "name": name,
            "account": encode(account),
            "notes": json.dumps([plain(note) for note in notes]),
        }
        found = connection.execute(_LEARNER, {"identity": values["identity"]}).first()
        if found is None:
            found = self._known_otherwise(connection, account)
        if found is None:
            found = _known_by_name(connection, name, account)
        if found is None:
            number = free_number(connection)
            own = {} if number is None else {"id": number}
            return new_row(connection, LEARNERS, {**values, **own}), True
        stored = {
            **{name: getattr(found, name) for name in values},
            "account": bytes(found.account),
        }
        if stored != values:
            connection.execute(_NEW_ACCOUNT, {"number": found.id, **values})
        return int(found.id), False

    def _known_otherwise(self, connection: Connection, account: Account) -> Any | None:
        """Return the only learner of whom something else was known that this one has, too.

        An earlier roster may have had addresses alone, and this one has numbers, too.
        """
        if self._others is None:
            self._others = _by_all_that_is_known(connection)
        own = (one for one in known_of(account) if one not in self.shared)
        numbers = {number for one in own for number in self._others.get(one, ())}
        found = [
            row
            for number in numbers - set(self.numbers.values())
            if (row := connection.execute(_BY_NUMBER, {"number": number}).first()) is not None
            and may_be(decode(bytes(row.account), Account), account)
        ]
        return found[0] if len(found) == 1 else None


def _is_of_several(connection: Connection, name: str, account: Account) -> bool:
    """Return whether a participant may be another one than the learner of this name.

    That is so if participants of this name were kept apart before.
    """
    found = connection.execute(_LEARNER, {"identity": identity_of(name, account)}).first()
    if found is not None and decode(bytes(found.account), Account).folder == account.folder:
        return False
    begin = identity_of(f"{name}_", account)
    wanted = select(LEARNERS.c.identity).where(
        LEARNERS.c.identity.startswith(begin, autoescape=True)
    )
    known = connection.execute(wanted).scalars()
    return any(identity.removeprefix(begin).isdecimal() for identity in known)


def _known_by_name(connection: Connection, name: str, account: Account) -> Any | None:
    """Return the learner of this name of whom less was known, as before there was a roster."""
    found = connection.execute(_LEARNER, {"identity": identity_of(name, UNKNOWN_ACCOUNT)}).first()
    if found is None:
        return None
    return found if may_be(decode(bytes(found.account), Account), account) else None


def _by_all_that_is_known(connection: Connection) -> dict[str, list[int]]:
    """Return the numbers of the rows of learners, by everything that is known of them."""
    rows: dict[str, list[int]] = {}
    for row in connection.execute(select(LEARNERS.c.id, LEARNERS.c.account)):
        with contextlib.suppress(GradebookError):
            for one in known_of(decode(bytes(row.account), Account)):
                rows.setdefault(one, []).append(row.id)
    return rows
