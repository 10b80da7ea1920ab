"""Finds the person of a roster who a learner is."""

from __future__ import annotations

from collections.abc import Iterator

from grader.people import Person, Roster
from grader.records import Account
from grader.submission.names import moodle_learner


def person_of(roster: Roster, learner: str, account: Account) -> Person | None:
    """Return who a learner is; None if nobody is, or it is not certain who.

    learner: the name, in a path that tells equal names apart.
    """
    name = name_of(learner, account)
    found = roster.participant(account.id, name) if account.id else None
    if found is not None:
        return found
    found = roster.person(list(_texts(learner, account)))
    if found is None or not account.id or account.folder:
        return found
    # The number of a user of Canvas may be the student number of somebody else.
    named = roster.person([name])
    return found if named in (None, found) else None


def name_of(learner: str, account: Account) -> str:
    """Return the learner's name alone, without the number and the path that tell it from others."""
    if account.folder:
        return moodle_learner(account.folder)[0]
    return learner.rpartition("/")[2].removesuffix(f"_{account.id}")


def _texts(learner: str, account: Account) -> Iterator[str]:
    """Yield what may be an id, an address or a name."""
    if not account.folder:  # The number of a participant of Moodle may be another person's id.
        yield account.id
    yield from (account.number, account.login, account.email)
    yield from (learner, learner.rpartition("/")[2])
