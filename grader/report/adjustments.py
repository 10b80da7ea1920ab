"""Sentences on points that changed after the verdict: lateness, and points set by the teacher."""

from __future__ import annotations

from collections.abc import Iterator

from grader.judge.phrases import count
from grader.records import Adjustment, ExerciseResult


def told_adjustments(result: ExerciseResult) -> Iterator[str]:
    """Yield a sentence for each adjustment of an exercise."""
    return map(_told, result.adjustments)


def late_points(result: ExerciseResult) -> int:
    """Return how many points an exercise has lost by lateness."""
    return sum(one.before - one.after for one in result.adjustments if one.kind == "late")


def _told(one: Adjustment) -> str:
    if one.kind == "override":
        return f"{one.task}: your teacher set {count(one.after, 'point')}: {one.reason}"
    off = one.before - one.after
    if not off:
        return f"{one.reason}: no points off"
    return f"{one.reason}: {count(off, 'point')} off, {one.after} instead of {one.before}"
