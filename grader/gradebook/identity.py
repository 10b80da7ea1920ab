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
    so only the name tells, as it does for a folder.
    """
    has_number = account.id and not account.folder
    return f"id {account.id}" if has_number else f"name {learner}"
