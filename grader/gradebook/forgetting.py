"""Removes a learner, and what nobody else shares, so that not even the bytes are left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table, delete, func, select, text

from grader.errors import GradebookError
from grader.gradebook.current import Learner
from grader.gradebook.decisions import keep_largest_number
from grader.gradebook.known import in_parts
from grader.gradebook.opening import Database
from grader.gradebook.schema import (
    CONTENTS,
    EVIDENCE,
    EXTENSIONS,
    LEARNERS,
    METADATA,
    OVERRIDES,
    SUBMISSIONS,
    VERDICTS,
)


@dataclass(frozen=True)
class Forgotten:
    """How much was removed.

    shared: the contents that stay, since others have them too. not_compacted: why the database
    could not be made smaller; "" if it was.
    """

    submissions: int
    contents: int
    shared: int
    overrides: int
    not_compacted: str = ""


def forget(database: Database, learner: Learner, *, dry_run: bool = False) -> Forgotten:
    """Remove a learner; raises GradebookError, and nothing is removed then.

    If the database only cannot be made smaller, the learner is removed, and the result says why.
    dry_run: only count. SQLite overwrites what is deleted, and the file is then made smaller.
    PostgreSQL rewrites the tables; its own logs and backups are not changed.
    """
    if dry_run:
        with database.reading() as connection:
            return _counted(connection, learner)
    with database.writing() as connection:
        counted = _counted(connection, learner)
        _delete(connection, learner, _alone(connection, learner))
    try:
        _compact(database)
    except GradebookError as error:
        return replace(counted, not_compacted=str(error))
    return counted


def _counted(connection: Connection, learner: Learner) -> Forgotten:
    alone = len(_alone(connection, learner))
    every = _count(connection, SUBMISSIONS, learner)
    return Forgotten(every, alone, every - alone, _count(connection, OVERRIDES, learner))


def _count(connection: Connection, table: Table, learner: Learner) -> int:
    of_learner = table.c.learner_id == learner.id
    counted = select(func.count()).select_from(table).where(of_learner)
    return int(connection.execute(counted).scalar_one())


def _alone(connection: Connection, learner: Learner) -> list[int]:
    """Return the contents that only this learner has handed in."""
    others = select(SUBMISSIONS.c.content_id).where(SUBMISSIONS.c.learner_id != learner.id)
    own = select(SUBMISSIONS.c.content_id).where(
        SUBMISSIONS.c.learner_id == learner.id, SUBMISSIONS.c.content_id.not_in(others)
    )
    return list(connection.execute(own).scalars())


def _delete(connection: Connection, learner: Learner, contents: list[int]) -> None:
    keep_largest_number(connection)
    for table in (SUBMISSIONS, OVERRIDES, EXTENSIONS):
        connection.execute(delete(table).where(table.c.learner_id == learner.id))
    for numbers in in_parts(contents):
        for table in (VERDICTS, EVIDENCE):
            connection.execute(delete(table).where(table.c.content_id.in_(numbers)))
        connection.execute(delete(CONTENTS).where(CONTENTS.c.id.in_(numbers)))
    connection.execute(delete(LEARNERS).where(LEARNERS.c.id == learner.id))


def _compact(database: Database) -> None:
    """Have the database give back the room, so that deleted rows are nowhere in its files."""
    names = {"sqlite": [""], "postgresql": [f"FULL {name}" for name in METADATA.tables]}
    with database.outside_of_transactions() as connection:
        for name in names.get(connection.dialect.name, []):
            connection.execute(text(f"VACUUM {name}"))
