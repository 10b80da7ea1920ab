"""Moments as a gradebook stores them: UTC in ISO 8601, to the second."""

from __future__ import annotations

from datetime import datetime, timezone

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def utc_text(at: datetime) -> str:
    """Return a moment as it is stored: any moment, since `strftime` pads no year before 1000."""
    try:
        in_utc = at.astimezone(timezone.utc)
    except OverflowError:  # It is before the first moment that there is in UTC, or after the last.
        in_utc = at
    return f"{in_utc.replace(tzinfo=None, microsecond=0).isoformat()}Z"


def utc_moment(text: str) -> datetime | None:
    """Return a stored moment; None if this is none."""
    try:
        return datetime.strptime(text, _FORM).replace(tzinfo=timezone.utc)
    except ValueError:
        return None
