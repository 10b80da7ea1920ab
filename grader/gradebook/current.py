"""The records that a gradebook is read as: its learners, and the submissions that count."""

from __future__ import annotations

from dataclasses import dataclass

from grader.records import Account


@dataclass(frozen=True)
class Learner:
    """A learner in a gradebook. id: of the row. notes: on the files of the latest run."""

    id: int
    name: str
    account: Account
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Current:
    """A submission that counts: the latest of a learner for an exercise.

    submitted_at: UTC, or None if it is not known. The numbers are those of the rows; verdict is the
    record of the verdict, and points are the score and the maximum beside it.
    """

    learner: Learner
    exercise: str
    file: str
    submitted_at: str | None
    content_id: int
    verdict_id: int
    condition_id: int
    dictionary_id: int
    key_digest: str
    limits: str
    verdict: bytes
    points: tuple[int, int]
