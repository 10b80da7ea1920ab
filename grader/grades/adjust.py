"""All that a teacher decides about the points of a class, applied to the verdicts."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from grader.grades.late import NO_DEADLINES, Deadlines, with_lateness
from grader.grades.overrides import Override, with_overrides
from grader.grades.points import TaskPoints, full_points, with_points
from grader.records import Gradebook


class Grading(msgspec.Struct, frozen=True):
    """What a teacher decides.

    points: of tasks, where they are not the course's own. unread: notes on what was decided and
    cannot be read, by the name of the setting. It does not count.
    """

    points: TaskPoints = {}
    overrides: tuple[Override, ...] = ()
    deadlines: Deadlines = NO_DEADLINES
    unread: Mapping[str, str] = {}


def adjusted(book: Gradebook, grading: Grading) -> Gradebook:
    """Return the grades: tasks get their points, then come overrides, then what lateness costs.

    Points are whole. The points of a task, and of an exercise after lateness, are rounded, half a
    point up; `report/rounding.py` spreads those of a task over its checks.
    """
    scaled = with_points(book, grading.points)
    overridden = with_overrides(scaled, grading.overrides, full_points(book))
    late = with_lateness(overridden, grading.deadlines)
    return msgspec.structs.replace(late, notes=(*late.notes, *grading.unread.values()))
