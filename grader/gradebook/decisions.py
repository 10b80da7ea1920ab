"""What a teacher has decided about grades, as a gradebook keeps it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from grader.gradebook.moments import utc_moment, utc_text
from grader.gradebook.schema import EXTENSIONS, LEARNERS, OVERRIDES, SETTINGS, SUBMISSIONS
from grader.grades.adjust import Grading
from grader.grades.late import Deadlines, Extension
from grader.grades.overrides import Override
from grader.grades.points import TaskPoints
from grader.grades.policy import LatePolicy, policy_from

_DUE, _POLICY, _POINTS, _SECRET = "due", "late_policy", "points", "anonymous_names"
_SECRET_BYTES = 16


def grading_in(connection: Connection) -> Grading:
    """Return all that was decided."""
    policy = _setting(connection, _POLICY, "none")
    due = {
        exercise: at
        for exercise, text in _setting(connection, _DUE, {}).items()
        if (at := utc_moment(text)) is not None
    }
    deadlines = Deadlines(due, policy_from(policy), _extensions(connection))
    return Grading(_points(connection), _overrides(connection), deadlines)


def keep_due(connection: Connection, due: Mapping[str, datetime]) -> None:
    """Keep when exercises are due."""
    _keep(connection, _DUE, {exercise: utc_text(at) for exercise, at in due.items()})


def keep_policy(connection: Connection, policy: LatePolicy | None) -> None:
    """Keep the late policy."""
    _keep(connection, _POLICY, "none" if policy is None else str(policy))


def keep_points(connection: Connection, points: TaskPoints) -> None:
    """Keep the points of tasks."""
    _keep(connection, _POINTS, [[*which, number] for which, number in points.items()])


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
    """Return the secret with which names are made anonymous; None if there is none yet."""
    text = _setting(connection, _SECRET, "")
    return bytes.fromhex(text) if text else None


def new_secret(connection: Connection) -> bytes:
    """Make a secret and keep it; return the one that is there if there is one."""
    known = secret_in(connection)
    if known is not None:
        return known
    secret = secrets.token_bytes(_SECRET_BYTES)
    _keep(connection, _SECRET, secret.hex())
    return secret


def _overrides(connection: Connection) -> tuple[Override, ...]:
    query = (
        select(OVERRIDES, LEARNERS.c.name)
        .join(LEARNERS, LEARNERS.c.id == OVERRIDES.c.learner_id)
        .order_by(OVERRIDES.c.id)
    )
    return tuple(
        Override(row.name, row.exercise, row.task, row.points, row.reason)
        for row in connection.execute(query)
    )


def _extensions(connection: Connection) -> dict[str, Extension]:
    query = select(EXTENSIONS, LEARNERS.c.name).join(
        LEARNERS, LEARNERS.c.id == EXTENSIONS.c.learner_id
    )
    return {
        row.name: Extension(row.days or 0.0, utc_moment(row.until) if row.until else None)
        for row in connection.execute(query)
    }


def _points(connection: Connection) -> dict[tuple[str, str], int]:
    return {
        (exercise, task): number for exercise, task, number in _setting(connection, _POINTS, [])
    }


def _setting(connection: Connection, name: str, default: Any) -> Any:
    value = connection.execute(select(SETTINGS.c.value).where(SETTINGS.c.name == name)).scalar()
    return default if value is None else json.loads(value)


def _keep(connection: Connection, name: str, value: Any) -> None:
    connection.execute(delete(SETTINGS).where(SETTINGS.c.name == name))
    connection.execute(insert(SETTINGS).values(name=name, value=json.dumps(value)))
