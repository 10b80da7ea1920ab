"""Tells whether learners of two runs are the same person."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from grader.protocol.text import plain
from grader.records import Account


def readable(account: Account) -> Account:
    """Return an account without characters that no database takes, as reports show it."""
    values = ((name, getattr(account, name)) for name in account.__struct_fields__)
    texts = {name: plain(value) for name, value in values if isinstance(value, str)}
    return msgspec.structs.replace(account, **texts)


def identity_of(learner: str, account: Account, shared: Collection[str] = ()) -> str:
    """Return what a learner has in every run, and nobody else has.

    Where nothing else is known, only the name does, as it does for a folder. shared: what several
    learners of the run have, such as an address that stands for none.
    """
    return next((one for one in known_of(account) if one not in shared), f"name {learner}")


def known_of(account: Account) -> tuple[str, ...]:
    """Return what tells a learner from others in every run, the strongest first.

    Canvas gives each user one number. Moodle gives a participant another number in each assignment,
    so that does not tell.
    """
    number = "" if account.folder else account.id
    known = {"id": number, "login": account.login, "number": account.number, "email": account.email}
    return tuple(f"{kind} {text}" for kind, text in known.items() if text)


def shared_by_several(learners: Iterable[tuple[str, Account]]) -> frozenset[str]:
    """Return what several learners of a run have, who therefore cannot be known by it."""
    owners: dict[str, set[str]] = {}
    for name, account in learners:
        for one in known_of(readable(account)):
            owners.setdefault(one, set()).add(name)
    return frozenset(one for one, names in owners.items() if len(names) > 1)


def may_be(one: Account, other: Account) -> bool:
    """Return whether two learners of one name may be one person: nothing says otherwise."""
    pairs = [
        ("" if one.folder else one.id, "" if other.folder else other.id),
        (one.login, other.login),
        (one.number, other.number),
        (one.email, other.email),
    ]
    return all(mine == yours for mine, yours in pairs if mine and yours)


def is_participant_alone(account: Account) -> bool:
    """Return whether all that is known of a learner is a number in one assignment of Moodle."""
    return bool(account.folder) and not (account.login or account.number or account.email)


def with_number(learner: str, account: Account) -> str:
    """Return the name by which a participant of Moodle is kept apart from people of that name."""
    end = f"_{account.id}"
    return learner if learner.endswith(end) else f"{learner}{end}"
