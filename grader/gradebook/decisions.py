"""What a teacher has decided about grades, as a gradebook keeps it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from grader.gradebook.moments import utc_moment, utc_text
from grader.gradebook.schema import EXTENSIONS, LEARNERS, OVERRIDES, SUBMISSIONS
from grader.gradebook.settings import due_in, keep_setting, points_in, policy_in, setting
from grader.grades.adjust import Grading
from grader.grades.late import NO_EXTENSION, Deadlines, Extension
from grader.grades.overrides import Override
from grader.grades.points import TaskPoints
from grader.grades.policy import LatePolicy
from grader.grades.settings import DUE, LATE_POLICY, POINTS, Changes, changed
from grader.grades.times import MAX_DAYS, is_possible
from grader.judge.phrases import count
from grader.records import ExerciseOutline

_SECRET, _LARGEST = "anonymous_names", "largest_learner"
_SECRET_BYTES = 16


def grading_in(connection: Connection, names: Mapping[int, str]) -> Grading:
    """Return all that was decided. names: how to call learners, by the number of the row."""
    unread: dict[str, str] = {}
    deadlines = Deadlines(
        due_in(connection, unread),
        policy_in(connection, unread),
        _extensions(connection, names, unread),
    )
    points = points_in(connection, unread)
    return Grading(points, _overrides(connection, names), deadlines, unread)


def keep_changes(
    connection: Connection, changes: Changes, outline: Sequence[ExerciseOutline]
) -> None:
    """Keep changes of settings; raises UsageError.

    They change what the gradebook has now. Other settings stay, also those that cannot be read.
    """
    unread: dict[str, str] = {}
    deadlines = Deadlines(due_in(connection, unread), policy_in(connection, unread))
    known = Grading(points_in(connection, unread), deadlines=deadlines)
    after = changed(known, changes, outline)
    if changes.has(DUE):
        keep_due(connection, after.deadlines.due)
    if changes.has(LATE_POLICY):
        keep_policy(connection, after.deadlines.policy)
    if changes.has(POINTS):
        keep_points(connection, after.points)


def keep_due(connection: Connection, due: Mapping[str, datetime]) -> None:
    """Keep when exercises are due."""
    keep_setting(connection, DUE, {exercise: utc_text(at) for exercise, at in due.items()})


def keep_policy(connection: Connection, policy: LatePolicy | None) -> None:
    """Keep the late policy."""
    keep_setting(connection, LATE_POLICY, "none" if policy is None else str(policy))


def keep_points(connection: Connection, points: TaskPoints) -> None:
    """Keep the points of tasks."""
    keep_setting(connection, POINTS, [[*which, number] for which, number in points.items()])


def keep_override(connection: Connection, learner_id: int, override: Override) -> None:
    """Keep the points of a learner's task, in place of earlier ones."""
    forget_override(connection, learner_id, override.exercise, override.task)
    connection.execute(
        insert(OVERRIDES).values(
            learner_id=learner_id,
            exercise=override.exercise,
            task=override.task,
            points=override.points,
            reason=override.reason,
            made_at=utc_text(datetime.now(timezone.utc)),
        )
    )


def forget_override(connection: Connection, learner_id: int, exercise: str, task: str) -> None:
    """Give a task the points of its checks again."""
    named = {"learner_id": learner_id, "exercise": exercise, "task": task}
    matches = [OVERRIDES.c[name] == value for name, value in named.items()]
    connection.execute(delete(OVERRIDES).where(*matches))


def keep_extension(connection: Connection, learner_id: int, extension: Extension | None) -> None:
    """Keep a learner's extension, in place of an earlier one; None for no extension."""
    connection.execute(delete(EXTENSIONS).where(EXTENSIONS.c.learner_id == learner_id))
    if extension is not None:
        until = None if extension.until is None else utc_text(extension.until)
        row = {"learner_id": learner_id, "days": extension.days, "until": until}
        connection.execute(insert(EXTENSIONS).values(**row))


def keep_submitted(connection: Connection, learner_id: int, at: datetime) -> None:
    """Keep when a learner handed in all that the gradebook has of them."""
    of_learner = SUBMISSIONS.c.learner_id == learner_id
    connection.execute(update(SUBMISSIONS).where(of_learner).values(submitted_at=utc_text(at)))


def secret_in(connection: Connection) -> bytes | None:
    """Return the secret with which names are made anonymous; None if there is none to read."""
    try:
        text = setting(connection, _SECRET, str)
        return bytes.fromhex(text) if text else None
    except ValueError:
        return None


def new_secret(connection: Connection) -> bytes:
    """Make a secret and keep it; return the one that is there if there is one."""
    known = secret_in(connection)
    if known is not None:
        return known
    secret = secrets.token_bytes(_SECRET_BYTES)
    keep_setting(connection, _SECRET, secret.hex())
    return secret


def keep_largest_number(connection: Connection) -> None:
    """Keep the largest number of a learner's row, before rows are removed."""
    numbers = (_largest_removed(connection), _largest_number(connection))
    keep_setting(connection, _LARGEST, max(numbers))


def free_number(connection: Connection) -> int | None:
    """Return a number for the row of a new learner; None if the one that a database gives is free.

    SQLite gives the number of a removed row again, and a learner's anonymous name with it.
    """
    if connection.dialect.name != "sqlite":
        return None
    removed = _largest_removed(connection)
    return removed + 1 if removed > _largest_number(connection) else None


def _largest_removed(connection: Connection) -> int:
    try:
        return setting(connection, _LARGEST, int) or 0
    except ValueError:
        return 0


def _largest_number(connection: Connection) -> int:
    return connection.execute(select(func.max(LEARNERS.c.id))).scalar() or 0


def _overrides(connection: Connection, names: Mapping[int, str]) -> tuple[Override, ...]:
    rows = connection.execute(select(OVERRIDES).order_by(OVERRIDES.c.id))
    return tuple(
        Override(names[row.learner_id], row.exercise, row.task, row.points, row.reason)
        for row in rows
    )


def _extensions(
    connection: Connection, names: Mapping[int, str], unread: dict[str, str]
) -> dict[str, Extension]:
    rows = connection.execute(select(EXTENSIONS)).all()
    found = {names[row.learner_id]: _extension(row) for row in rows}
    lost = sum(one is None for one in found.values())
    if lost:
        told = count(lost, "extension")
        unread["extension"] = f"{told} cannot be read, so that no extension counts in its place"
    return {name: NO_EXTENSION if one is None else one for name, one in found.items()}


def _extension(row: Row[Any]) -> Extension | None:
    """Return the extension in a row; None if it cannot be read."""
    days, until = row.days or 0.0, utc_moment(row.until or "")
    if not 0 <= days <= MAX_DAYS or (row.until and not is_possible(until)):
        return None
    return Extension(days, until)
