"""Tells whether learners of two runs are the same person."""

from __future__ import annotations

from grader.records import Account


def identity_of(learner: str, account: Account) -> str:
    """Return what a learner has in every run, and nobody else has.

    Canvas gives each user one number. Moodle gives a participant another number in each assignment,
    so only the name tells, as it does for a folder.
    """
    has_number = account.id and not account.folder
    return f"id {account.id}" if has_number else f"name {learner}"
