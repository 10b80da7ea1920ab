"""The settings of a gradebook: JSON by name.

A setting that cannot be read never stands in the way of a new one: it counts as if it were not
there, and reports and `grade policy` say so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec
from sqlalchemy import Connection, delete, insert, select

from grader.errors import UsageError
from grader.gradebook.moments import utc_moment
from grader.gradebook.schema import SETTINGS
from grader.grades.points import MAX_POINTS, TaskPoints
from grader.grades.policy import LatePolicy, policy_from
from grader.grades.settings import DUE, LATE_POLICY, POINTS
from grader.grades.times import is_possible
from grader.notes import listed
from grader.protocol.text import one_line

Value = TypeVar("Value")

_Points = Annotated[int, msgspec.Meta(ge=0, le=MAX_POINTS)]
_MAX_SHOWN = 80


def setting(connection: Connection, name: str, kind: type[Value]) -> Value | None:
    """Return a setting of this kind; None if there is none. Raises ValueError if it is no such."""
    text = stored_text(connection, name)
    return None if text is None else msgspec.json.decode(text, type=kind)


def keep_setting(connection: Connection, name: str, value: Any) -> None:
    """Keep a setting, in place of what there is."""
    connection.execute(delete(SETTINGS).where(SETTINGS.c.name == name))
    connection.execute(insert(SETTINGS).values(name=name, value=json.dumps(value)))


def due_in(connection: Connection, unread: dict[str, str]) -> Mapping[str, datetime]:
    """Return the due dates by exercise. unread: gets a note on what cannot be read, as below."""
    try:
        texts = setting(connection, DUE, dict[str, str]) or {}
    except ValueError:
        unread[DUE] = _note(connection, DUE, "due dates")
        return {}
    found = {name: at for name, text in texts.items() if is_possible(at := utc_moment(text))}
    lost = [name or "all exercises" for name in texts if name not in found]
    if lost:
        unread[DUE] = listed("due dates that cannot be read, so that they do not count", lost)
    return found


def policy_in(connection: Connection, unread: dict[str, str]) -> LatePolicy | None:
    """Return the late policy."""
    try:
        return policy_from(setting(connection, LATE_POLICY, str) or "none")
    except (ValueError, UsageError):
        unread[LATE_POLICY] = _note(connection, LATE_POLICY, "late policy")
        return None


def points_in(connection: Connection, unread: dict[str, str]) -> TaskPoints:
    """Return the points of tasks."""
    try:
        rows = setting(connection, POINTS, list[tuple[str, str, _Points]]) or []
    except ValueError:
        unread[POINTS] = _note(connection, POINTS, "points of tasks")
        return {}
    return {(exercise, task): number for exercise, task, number in rows}


def stored_text(connection: Connection, name: str) -> str | None:
    """Return the JSON of a setting."""
    return connection.execute(select(SETTINGS.c.value).where(SETTINGS.c.name == name)).scalar()


def _note(connection: Connection, name: str, what: str) -> str:
    shown = one_line(stored_text(connection, name) or "")[:_MAX_SHOWN]
    return f"the gradebook's {what} cannot be read and count as not set: {shown}"
