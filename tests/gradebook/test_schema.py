"""The tables: what migrations make is what the schema says, and what a row must have."""

import re

import pytest
from sqlalchemy import String, create_engine, insert, inspect, select
from sqlalchemy.pool import StaticPool

from grader.errors import GradebookError
from grader.gradebook.conditions import utc_now
from grader.gradebook.reading import Opened
from grader.gradebook.schema import (
    EXTENSIONS,
    LEARNERS,
    METADATA,
    OVERRIDES,
    RUNS,
    SETTINGS,
    SUBMISSIONS,
    VERDICTS,
)
from grader.records import Status
from tests.gradebook.mine import COURSE, graded, keep, submitted

OVERRIDE = {"exercise": "01_double", "task": "double", "points": 1, "reason": "", "made_at": ""}


def described(engine, table):
    """Return all that a database says of a table, also what Alembic does not compare in SQLite."""
    found = inspect(engine)
    columns = [
        (one["name"], str(one["type"]), one["nullable"], one["default"])
        for one in found.get_columns(table)
    ]
    unique = sorted(tuple(one["column_names"]) for one in found.get_unique_constraints(table))
    foreign = sorted(
        (one["constrained_columns"], one["referred_table"], one["referred_columns"])
        for one in found.get_foreign_keys(table)
    )
    indexes = sorted((one["name"], one["unique"]) for one in found.get_indexes(table))
    return columns, found.get_pk_constraint(table), unique, foreign, indexes


@pytest.fixture
def made():
    """A database in memory with the tables as the schema makes them."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


def test_the_migrations_make_the_keys_and_constraints_of_the_schema_too(database, made):
    for table in METADATA.tables:
        assert described(database.engine, table) == described(made, table)


def test_every_time_has_a_column_of_its_length_and_every_status_fits():
    times = [
        column
        for table in METADATA.tables.values()
        for column in table.c
        if column.name.endswith("_at") or column is EXTENSIONS.c.until
    ]
    assert len(times) == 5
    assert {one.type.length for one in times if isinstance(one.type, String)} == {len(utc_now())}
    assert max(len(one.value) for one in Status) <= VERDICTS.c.status.type.length


def test_times_have_the_form_that_the_schema_tells():
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", utc_now())


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (EXTENSIONS, {"learner_id": 99}),
        (OVERRIDES, {"learner_id": 99, **OVERRIDE}),
        (RUNS, {"command": "grade", "condition_id": 99, "started_at": "", "environment": ""}),
    ],
    ids=["extension", "override", "run"],
)
def test_a_row_of_what_is_not_there_is_refused(database, table, row):
    with (
        pytest.raises(GradebookError, match="FOREIGN KEY constraint failed"),
        database.writing() as connection,
    ):
        connection.execute(insert(table).values(**row))


@pytest.mark.parametrize("table", [LEARNERS, SUBMISSIONS, VERDICTS, OVERRIDES, SETTINGS])
def test_what_identifies_a_row_is_there_once(database, table):
    keep(database, graded(submitted("ada")))
    (ada,) = Opened(database).current(COURSE)
    with database.writing() as connection:
        values = {"learner_id": ada.learner.id, **OVERRIDE}
        connection.execute(insert(OVERRIDES).values(**values))
        connection.execute(insert(SETTINGS).values(name="due", value="{}"))
        (row,) = connection.execute(select(table)).mappings().all()
    again = {name: value for name, value in row.items() if name != "id"}
    with (
        pytest.raises(GradebookError, match="UNIQUE constraint failed"),
        database.writing() as connection,
    ):
        connection.execute(insert(table).values(**again))
