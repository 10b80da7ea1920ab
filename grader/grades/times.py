"""Dates and spans of time as a teacher types them, and how they are shown."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import TypeGuard

from grader.errors import UsageError
from grader.judge.phrases import count

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)")
_END_OF_DAY = time(23, 59, 59)
_YEARS = range(1970, 3000)
MAX_DAYS = 3_650
_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_SHORT = {"s": "second", "sec": "second", "m": "minute", "min": "minute", "h": "hour"}
_SHORT |= {"hr": "hour", "d": "day", "w": "week"}


def moment(text: str, label: str) -> datetime:
    """Return the moment in UTC that a text such as "2026-12-01 18:00" names.

    A date alone means the end of that day. Without an offset such as +01:00 or Z, it is local time.
    label: what stands before the error, such as "--due soon". Raises UsageError.
    """
    try:
        at = _moment(text.strip()).astimezone(timezone.utc)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"{label}: expected a date such as 2026-12-01, which means the end of that day, or a "
            "time such as 2026-12-01T18:00 or 2026-12-01T18:00+01:00."
        ) from error
    if not is_possible(at):
        raise UsageError(
            f"{label}: expected a year from {_YEARS[0]} to {_YEARS[-1]}, not {at.year}."
        )
    return at


def is_possible(at: datetime | None) -> TypeGuard[datetime]:
    """Return whether this is a moment that a teacher can set. Days can be added to any such."""
    return at is not None and at.year in _YEARS


def _moment(text: str) -> datetime:
    if _DATE.fullmatch(text):
        return datetime.combine(date.fromisoformat(text), _END_OF_DAY)
    # Python 3.10 reads no Z.
    if not _TIME.match(text):
        raise ValueError(text)  # Python 3.11 reads 20261201, and takes it for midnight.
    offset = re.sub(r"[zZ]$", "+00:00", text)
    return datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:)", "", offset))


def span(text: str, label: str) -> timedelta:
    """Return the span of time that a text such as "15 min", "2h" or "3 days" names.

    label: what stands before the error. Raises UsageError.
    """
    found = _SPAN.fullmatch(text.strip().casefold())
    unit = "" if found is None else _SHORT.get(found[2], found[2].removesuffix("s"))
    if found is None or unit not in _SECONDS:
        raise UsageError(f"{label}: expected a span of time such as 15min, 2h or 3d.")
    seconds = float(found[1]) * _SECONDS[unit]
    if seconds > MAX_DAYS * _SECONDS["day"]:
        raise UsageError(f"{label}: at most {MAX_DAYS:,} days are possible.")
    return timedelta(seconds=round(seconds))


def shown_span(length: timedelta) -> str:
    """Return a span in its largest units: "2 days", "1 hour 30 minutes", "20 seconds"."""
    left = round(length.total_seconds())
    parts = []
    for unit in ("day", "hour", "minute", "second"):
        number, left = divmod(left, _SECONDS[unit])
        parts += [count(number, unit)] if number else []
    return " ".join(parts[:2]) or "0 seconds"


def shown_moment(at: datetime) -> str:
    """Return a moment in local time, with its offset from UTC."""
    local = at.astimezone()
    text = local.strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")
    offset = local.strftime("%z")
    return f"{text} {offset[:3]}:{offset[3:5]}"
