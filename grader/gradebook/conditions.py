"""What verdicts depend on besides the content, and the runs that made them."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Annotated, Any

import msgspec
from sqlalchemy import Connection, Table, select, update

import grader
from grader.course.course import Course
from grader.errors import GradebookError
from grader.gradebook.moments import utc_text
from grader.gradebook.schema import CONDITIONS, RUNS
from grader.sandbox.limits import MAX_LIMIT, MAX_TIMEOUT, Limits

_Timeout = Annotated[float, msgspec.Meta(gt=0, le=MAX_TIMEOUT)]
_Limit = Annotated[int, msgspec.Meta(ge=1, le=MAX_LIMIT)]

_LIBRARIES = ("tensorflow", "keras", "numpy")


@dataclass(frozen=True)
class Condition:
    """What a verdict depends on besides the content: the fields of the table `conditions`."""

    course: str
    course_version: str
    fingerprint: str
    grader_version: str
    key_digest: str
    limits: str


def condition_of(
    course: Course, key_digest: str | None, timeout: float, limits: Limits
) -> Condition:
    """Return what the verdicts of a run depend on. timeout: seconds, as in `Options`."""
    numbers = {name: getattr(limits, name) for name in limits.__struct_fields__}
    said = json.dumps({"timeout": float(timeout), **numbers}, sort_keys=True)
    return now(course, key_digest or "", said)


def limits_in(said: str) -> tuple[float, Limits]:
    """Return the time limit and the other limits of a condition; raises GradebookError.

    They are within the bounds of the options that set them.
    """
    try:
        numbers = msgspec.json.decode(said, type=dict[str, Any])
        timeout = msgspec.convert(numbers.pop("timeout", None), _Timeout)
        return timeout, msgspec.convert(msgspec.convert(numbers, dict[str, _Limit]), Limits)
    except msgspec.MsgspecError as error:
        raise GradebookError(f"the limits of a run cannot be read: {error}") from error


def now(course: Course, key_digest: str, limits: str) -> Condition:
    """Return a condition with the course and the grader of today."""
    return Condition(
        course.name,
        course.version,
        course.fingerprint,
        grader.__version__,
        key_digest,
        limits,
    )


def condition_id(connection: Connection, condition: Condition) -> int:
    """Return the id of a condition; it is added if it is new."""
    return row_id(connection, CONDITIONS, asdict(condition))


def start_run(connection: Connection, condition: Condition, command: str) -> int:
    """Add a run, and return its id."""
    values = {
        "command": command,
        "condition_id": condition_id(connection, condition),
        "started_at": utc_now(),
        "environment": json.dumps(_environment()),
    }
    return new_row(connection, RUNS, values)


def finish_run(connection: Connection, run_id: int) -> None:
    """Record that a run finished."""
    connection.execute(update(RUNS).where(RUNS.c.id == run_id).values(finished_at=utc_now()))


def utc_now() -> str:
    """Return the time as gradebooks have it."""
    return utc_text(datetime.now(timezone.utc))


def row_id(
    connection: Connection,
    table: Table,
    named: Mapping[str, Any],
    values: Mapping[str, Any] | None = None,
) -> int:
    """Return the id of the row that `named` identifies; add it with these values if it is new."""
    matches = (table.c[name] == value for name, value in named.items())
    found = connection.execute(select(table.c.id).where(*matches)).scalar()
    if found is not None:
        return int(found)
    return new_row(connection, table, {**named, **(values or {})})


def new_row(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Add a row, and return its id."""
    key = connection.execute(table.insert(), dict(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _environment() -> dict[str, str]:
    """Return the versions that decide nothing, but may explain a difference."""
    libraries = {name: _version(name) for name in _LIBRARIES}
    return {"python": platform.python_version(), **libraries}


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
