"""Whose grade moved between two gradebooks, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.records import Gradebook


@dataclass(frozen=True)
class Move:
    """The points of one exercise of one learner, before and after."""

    learner: str
    exercise: str
    before: int
    max_before: int
    after: int
    max_after: int


def moves(before: Gradebook, after: Gradebook) -> Iterator[Move]:
    """Yield the exercises whose points or maximum are not the same, in the order of `after`."""
    known = {
        (learner.learner, one.exercise): one
        for learner in before.learners
        for one in learner.exercises
    }
    for learner in after.learners:
        for one in learner.exercises:
            old = known.get((learner.learner, one.exercise))
            if old is None or (old.score, old.max_score) == (one.score, one.max_score):
                continue
            yield Move(
                learner.learner,
                one.exercise,
                old.score,
                old.max_score,
                one.score,
                one.max_score,
            )
