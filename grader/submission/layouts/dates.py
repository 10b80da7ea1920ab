"""Reads the dates that course systems write into names and lists."""

from __future__ import annotations

import re
from datetime import datetime, timezone

_DATE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[-T ](?P<hour>\d\d)[-:](?P<minute>\d\d)[-:](?P<second>\d\d)"
    r"(?:\.\d+)? ?(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?",
    re.ASCII,
)


def submission_time(text: str) -> datetime | None:
    """Return the time in UTC that a text states; None if it states none.

    Blackboard writes 2026-11-26-17-34-05, nbgrader "2026-11-26 17:34:05.861687 UTC", Gradescope
    "2026-11-26 17:34:05.861687000 Z". Without a zone, it is local time, as the teacher sees it in
    the course system.
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    zone = "+00:00" if found["zone"] in ("Z", "UTC") else found["zone"] or ""
    if len(zone) == 5:  # Python 3.10 reads no +0100.
        zone = f"{zone[:3]}:{zone[3:]}"
    written = f"{found['day']}T{found['hour']}:{found['minute']}:{found['second']}{zone}"
    try:
        return datetime.fromisoformat(written).astimezone(timezone.utc)
    except (ValueError, OverflowError, OSError):
        return None
