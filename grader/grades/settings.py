"""Changes of what a teacher decides, as typed: due dates, late policy, points, extensions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from grader.errors import UsageError
from grader.grades.adjust import Grading
from grader.grades.late import ALL, Extension
from grader.grades.points import points_from
from grader.grades.policy import policy_from
from grader.grades.times import moment, span
from grader.records import ExerciseOutline

NONE = "none"
"""What a teacher types to take a setting away."""

DUE, LATE_POLICY, POINTS = "due", "late_policy", "points"
"""The names of the settings, which are those of `Changes`."""

_DAYS = re.compile(r"\d+(?:\.\d+)?")
_SECONDS_OF_A_DAY = 86_400


@dataclass(frozen=True)
class Changes:
    """Changes as typed. late_policy: None if it is not changed."""

    due: tuple[str, ...] = ()
    late_policy: str | None = None
    points: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Return whether the setting of this name is to change."""
        return getattr(self, name, None) not in ((), None)

    def __bool__(self) -> bool:
        """Return whether anything is to change."""
        return bool(self.options)

    @property
    def options(self) -> tuple[str, ...]:
        """The options that were typed."""
        typed = {
            "--due": bool(self.due),
            "--late-policy": self.late_policy is not None,
            "--points": bool(self.points),
        }
        return tuple(name for name, is_typed in typed.items() if is_typed)


NO_CHANGES = Changes()


def changed(grading: Grading, changes: Changes, outline: Sequence[ExerciseOutline]) -> Grading:
    """Return the decisions after these changes; raises UsageError."""
    deadlines = grading.deadlines
    due = changed_due(deadlines.due, changes.due, [one.exercise for one in outline])
    policy = deadlines.policy
    if changes.late_policy is not None:
        policy = policy_from(changes.late_policy)
    points = dict(grading.points) | points_from(changes.points, outline)
    kept = {which: number for which, number in points.items() if number is not None}
    return msgspec.structs.replace(
        grading,
        points=kept,
        deadlines=msgspec.structs.replace(deadlines, due=due, policy=policy),
        unread={name: note for name, note in grading.unread.items() if not changes.has(name)},
    )


def changed_due(
    due: Mapping[str, datetime], settings: Sequence[str], exercises: Sequence[str]
) -> dict[str, datetime]:
    """Return the due dates after DATE or EXERCISE=DATE settings; raises UsageError."""
    dates = dict(due)
    for setting in settings:
        label = f"--due {setting}"
        name, _, text = setting.rpartition("=")
        if name and name not in exercises:
            raise UsageError(
                f"{label}: there is no exercise {name}. The exercises are {', '.join(exercises)}."
            )
        if text.strip().casefold() == NONE:
            dates.pop(name or ALL, None)
        else:
            dates[name or ALL] = moment(text, label)
    return dates


def extension_from(text: str, label: str) -> Extension | None:
    """Return the extension that is typed: days, a span such as 12h, a date, or none.

    label: what stands before the error. Raises UsageError.
    """
    typed = text.strip()
    if typed.casefold() == NONE:
        return None
    if _DAYS.fullmatch(typed):
        typed += "d"
    try:
        if not typed[:4].isdecimal() or "-" not in typed:
            return Extension(span(typed, label).total_seconds() / _SECONDS_OF_A_DAY)
        return Extension(until=moment(typed, label))
    except UsageError as error:
        raise UsageError(
            f"{label}: expected days such as 2, a span such as 12h, a date such as 2026-12-05, or "
            "none."
        ) from error
