"""Tells whether learners of two runs are the same person."""

from __future__ import annotations

import msgspec

from grader.protocol.text import plain
from grader.records import Account


def readable(account: Account) -> Account:
    """Return an account without characters that no database takes, as reports show it."""
    values = ((name, getattr(account, name)) for name in account.__struct_fields__)
    texts = {name: plain(value) for name, value in values if isinstance(value, str)}
    return msgspec.structs.replace(account, **texts)


def identity_of(learner: str, account: Account) -> str:
    """Return what a learner has in every run, and nobody else has.

    Canvas gives each user one number. Moodle gives a participant another number in each assignment,
    so that does not tell. Where nothing else is known, only the name does, as it does for a folder.
    """
    number = "" if account.folder else account.id
    known = {"id": number, "login": account.login, "number": account.number, "email": account.email}
    return next((f"{kind} {text}" for kind, text in known.items() if text), f"name {learner}")


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
