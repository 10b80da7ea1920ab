"""The late policy: what a late exercise loses.

A policy is one line of text, such as "10%/day, grace 15min, cap 50%":

- 10%/day: for each day that has begun, 10 % of the exercise's maximum points are taken off. /hour
  counts hours.
- grace: whoever is late by at most this span loses nothing. Whoever is later loses for the whole
  time since the exercise was due.
- cap: at most this part of the maximum is taken off, and never more points than the exercise has.

Percentages are decimal numbers, so that what is kept is what was typed.
"""

from __future__ import annotations

import math
import re
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import msgspec

from grader.errors import UsageError
from grader.grades.times import span
from grader.judge.phrases import count

_RATE = re.compile(r"(\d+(?:\.\d+)?)\s*%\s*(?:/|per|a|an|each)\s*(day|hour)")
_SETTING = re.compile(r"(grace|cap)\s*[= ]\s*(.+)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_ALL = Decimal(100)
_UNITS = {"day": timedelta(days=1), "hour": timedelta(hours=1)}


class LatePolicy(msgspec.Struct, frozen=True):
    """What a late exercise loses: percent of its maximum points for each unit that has begun.

    grace: in seconds. cap: the most percent that are taken off.
    """

    percent: Decimal
    unit: Literal["day", "hour"] = "day"
    grace: int = 0
    cap: Decimal = _ALL

    def units_late(self, late: timedelta) -> int:
        """Return for how many units points are taken off, of a submission that is late by this."""
        if late <= timedelta(seconds=self.grace):
            return 0
        return math.ceil(late / _UNITS[self.unit])

    def deduction(self, late: timedelta, max_score: int) -> Fraction:
        """Return the exact points to take off, of an exercise with this maximum."""
        percent = min(Fraction(self.percent) * self.units_late(late), Fraction(self.cap))
        return max_score * percent / 100

    def __str__(self) -> str:
        """Return the policy as `policy_from` reads it."""
        parts = [f"{self.percent:f}%/{self.unit}"]
        parts += [f"grace {_short(self.grace)}"] if self.grace else []
        parts += [f"cap {self.cap:f}%"] if self.cap < _ALL else []
        return ", ".join(parts)


def policy_from(text: str) -> LatePolicy | None:
    """Return the policy that a teacher typed; None for "none". Raises UsageError."""
    label = f"--late-policy {text}"
    rate, *others = [part.strip().casefold() for part in re.split("[,;]", text)]
    if rate == "none" and not others:
        return None
    found = _RATE.fullmatch(rate)
    if found is None:
        raise UsageError(
            f'{label}: expected PERCENT%/day, as in "10%/day, grace 15min, cap 50%", or none.'
        )
    settings = dict(_setting(part, label) for part in others)
    unit: Literal["day", "hour"] = "hour" if found[2] == "hour" else "day"
    grace = span(settings["grace"], label) if "grace" in settings else timedelta()
    cap = _percent(settings.get("cap", "100%"), label)
    return LatePolicy(_percent(f"{found[1]}%", label), unit, int(grace.total_seconds()), cap)


def told_late(late: timedelta, policy: LatePolicy | None) -> str:
    """Return in which words a submission is late by this span: "2 days late"."""
    unit: Literal["day", "hour"] = "day" if policy is None else policy.unit
    return f"{count(math.ceil(late / _UNITS[unit]), unit)} late"


def _setting(part: str, label: str) -> tuple[str, str]:
    found = _SETTING.fullmatch(part)
    if found is None:
        raise UsageError(f"{label}: expected grace SPAN or cap PERCENT%, not {part or 'nothing'}.")
    return found[1], found[2]


def _percent(text: str, label: str) -> Decimal:
    found = _PERCENT.fullmatch(text)
    if found is None or Decimal(found[1]) > _ALL:
        raise UsageError(f"{label}: {text} is no percentage from 0% to 100%.")
    return Decimal(found[1])


def _short(seconds: int) -> str:
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"
