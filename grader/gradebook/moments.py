"""Moments as a gradebook stores them: UTC in ISO 8601, to the second."""

from __future__ import annotations

from datetime import datetime, timezone

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def utc_text(at: datetime) -> str:
    """Return a moment as it is stored."""
    return at.astimezone(timezone.utc).strftime(_FORM)


def utc_moment(text: str) -> datetime | None:
    """Return a stored moment; None if this is none."""
    try:
        return datetime.strptime(text, _FORM).replace(tzinfo=timezone.utc)
    except ValueError:
        return None
