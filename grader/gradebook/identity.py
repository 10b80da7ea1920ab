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
