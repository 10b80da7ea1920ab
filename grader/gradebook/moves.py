"""Finds whose verdict gives other points, how many, and which checks did it."""

from __future__ import annotations

from dataclasses import dataclass

from grader.gradebook.current import Current
from grader.gradebook.stored import StoredCheck, StoredVerdict


@dataclass(frozen=True)
class CheckMove:
    """A check that gives other points than before, or counts otherwise.

    before, after: its points; None if there was, or is, no such check.
    """

    task: str
    check: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class VerdictMove:
    """A submission whose points moved: its points, and the points that there were to earn.

    They are those of the checks: what the teacher decided about grades does not count. verdict: the
    one of today.
    """

    of: Current
    verdict: StoredVerdict
    before: int
    after: int
    max_before: int
    max_after: int
    checks: tuple[CheckMove, ...]


def move_of(of: Current, old: StoredVerdict, new: StoredVerdict) -> VerdictMove | None:
    """Return how the grade of a submission moved; None if it did not."""
    before, after = _checks(old), _checks(new)
    changed = tuple(
        CheckMove(
            task, check, _points(before.get((task, check))), _points(after.get((task, check)))
        )
        for task, check in {**before, **after}
        if _counted(before.get((task, check))) != _counted(after.get((task, check)))
    )
    if not changed:
        return None
    return VerdictMove(
        of,
        new,
        sum(one.points for one in before.values()),
        sum(one.points for one in after.values()),
        sum(one.max_points for one in before.values()),
        sum(one.max_points for one in after.values()),
        changed,
    )


def _checks(verdict: StoredVerdict) -> dict[tuple[str, str], StoredCheck]:
    return {(task.task, check.name): check for task in verdict.tasks for check in task.checks}


def _points(check: StoredCheck | None) -> int | None:
    return None if check is None else check.points


def _counted(check: StoredCheck | None) -> tuple[int, int] | None:
    return None if check is None else (check.points, check.max_points)
