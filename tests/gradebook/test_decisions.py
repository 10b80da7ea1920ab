"""What a teacher decided is read as it was kept."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import insert, select

from grader.gradebook.conditions import new_row
from grader.gradebook.decisions import (
    forget_override,
    grading_in,
    keep_due,
    keep_extension,
    keep_override,
    keep_points,
    keep_policy,
    keep_submitted,
    new_secret,
    secret_in,
)
from grader.gradebook.schema import EXTENSIONS, LEARNERS, SETTINGS, SUBMISSIONS
from grader.grades.adjust import Grading
from grader.grades.late import ALL, Deadlines, Extension
from grader.grades.overrides import Override
from grader.grades.policy import LatePolicy
from tests.gradebook.mine import graded, keep, submitted

DUE = datetime(2026, 12, 1, 23, tzinfo=timezone.utc)
GIVEN = Override("ada", "01_double", "double", 1.5, "It works on paper.")


@pytest.fixture
def connection(database):
    with database.writing() as connection:
        yield connection


@pytest.fixture
def ids(connection):
    """Ada, who is known by her login, and Bob, of whom only the name is known."""
    values = {"account": b"", "notes": "[]"}
    people = {"ada": "login al", "bob": "name bob"}
    return {
        name: new_row(connection, LEARNERS, {"name": name, "identity": identity, **values})
        for name, identity in people.items()
    }


def read(connection, ids):
    return grading_in(connection, {number: name for name, number in ids.items()})


def test_a_new_gradebook_decides_nothing(connection, ids):
    assert read(connection, ids) == Grading()
    assert secret_in(connection) is None


def test_everything_is_read_as_it_was_kept(connection, ids):
    due = {ALL: DUE, "01_double": DUE + timedelta(days=7)}
    policy = LatePolicy(Decimal("12.5"), "hour", grace=90, cap=Decimal(50))
    points = {("01_double", "double"): 30, ("02_other", "other"): 0}
    extensions = {"ada": Extension(days=2.5), "bob": Extension(until=DUE)}
    keep_due(connection, due)
    keep_policy(connection, policy)
    keep_points(connection, points)
    keep_override(connection, ids["ada"], GIVEN)
    for name, one in extensions.items():
        keep_extension(connection, ids[name], one)
    kept = read(connection, ids)
    assert kept == Grading(points, (GIVEN,), Deadlines(due, policy, extensions))
    assert {one.tzinfo for one in kept.deadlines.due.values()} == {timezone.utc}


def test_what_is_kept_later_takes_the_place_of_what_was_there(connection, ids):
    keep_due(connection, {ALL: DUE})
    keep_due(connection, {"01_double": DUE})
    keep_policy(connection, LatePolicy(10))
    keep_policy(connection, None)
    keep_points(connection, {("01_double", "double"): 30})
    keep_points(connection, {})
    later = Override("ada", "01_double", "double", 0.0, "")
    for one in (GIVEN, later):
        keep_override(connection, ids["ada"], one)
    for days in (1.0, 2.0):
        keep_extension(connection, ids["ada"], Extension(days))
    deadlines = Deadlines({"01_double": DUE}, None, {"ada": Extension(2.0)})
    assert read(connection, ids) == Grading({}, (later,), deadlines)


def test_what_is_taken_away_is_that_of_one_learner_and_one_task(connection, ids):
    others = [
        Override("ada", "01_double", "other", 1.0, ""),
        Override("ada", "02_other", "double", 1.0, ""),
        Override("bob", "01_double", "double", 1.0, ""),
    ]
    for one in (GIVEN, *others):
        keep_override(connection, ids[one.learner], one)
    for number in ids.values():
        keep_extension(connection, number, Extension(1.0))
    forget_override(connection, ids["ada"], "01_double", "double")
    keep_extension(connection, ids["ada"], None)
    kept = read(connection, ids)
    assert list(kept.overrides) == others
    assert kept.deadlines.extensions == {"bob": Extension(1.0)}


def spoil(connection, name, value):
    connection.execute(insert(SETTINGS).values(name=name, value=value))


@pytest.mark.parametrize("spoilt", ["soon", "0999-01-01T00:00:00Z", "9999-12-31T00:00:00Z"])
def test_a_due_date_that_cannot_be_read_is_none_and_told(connection, ids, spoilt):
    dates = f'{{"": "{spoilt}", "02_other": "2026-12-01T23:00:00Z", "03_x": "{spoilt}"}}'
    spoil(connection, "due", dates)
    decided = read(connection, ids)
    assert decided.deadlines.due == {"02_other": DUE}
    assert decided.unread == {
        "due": "due dates that cannot be read, so that they do not count (2): all exercises, 03_x"
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("due", "{"),
        ("due", "[]"),
        ("due", '{"01_double": 3}'),
        ("late_policy", '"1e-05%/day"'),
        ("late_policy", '"10%/day, grace 15min"'[:9]),
        ("late_policy", "10"),
        ("points", '{"double": 3}'),
        ("points", '[["01_double", "double"]]'),
        ("points", '[["01_double", "double", -1]]'),
        ("points", '[["01_double", "double", 1.5]]'),
    ],
)
def test_a_setting_that_cannot_be_read_counts_as_not_set_and_is_told(connection, ids, name, value):
    spoil(connection, name, value)
    decided = read(connection, ids)
    assert (decided.points, decided.deadlines) == ({}, Deadlines())
    ((setting, note),) = decided.unread.items()
    assert setting == name
    assert "cannot be read" in note
    assert value in note


@pytest.mark.parametrize("value", ["3", '"xyz"', "{"])
def test_a_secret_that_cannot_be_read_is_replaced(connection, value):
    spoil(connection, "anonymous_names", value)
    assert secret_in(connection) is None
    assert new_secret(connection) == secret_in(connection)


@pytest.mark.parametrize(
    "row", [{"until": "soon"}, {"days": -1.0}, {"days": 1e9}, {"days": float("inf")}]
)
def test_an_extension_that_cannot_be_read_is_none_and_told(connection, ids, row):
    connection.execute(insert(EXTENSIONS).values(learner_id=ids["ada"], **row))
    keep_extension(connection, ids["bob"], Extension(2.0))
    decided = read(connection, ids)
    assert decided.deadlines.extensions == {"ada": Extension(), "bob": Extension(2.0)}
    (note,) = decided.unread.values()
    assert note.startswith("1 extension cannot be read")


def test_the_time_of_one_learner_concerns_all_that_this_learner_handed_in(database):
    files = [("ada", "# a"), ("ada", "# b"), ("bob", "# a")]
    keep(database, *(graded(submitted(name, text)) for name, text in files))
    with database.writing() as connection:
        found = select(LEARNERS.c.id).where(LEARNERS.c.name == "ada")
        ada = connection.execute(found).scalar_one()
        keep_submitted(connection, ada, DUE)
        rows = connection.execute(select(SUBMISSIONS.c.learner_id, SUBMISSIONS.c.submitted_at))
        times = [(row.learner_id == ada, row.submitted_at) for row in rows]
    assert sorted(times, reverse=True) == [
        (True, "2026-12-01T23:00:00Z"),
        (True, "2026-12-01T23:00:00Z"),
        (False, None),
    ]


def test_a_secret_is_made_once(connection):
    secret = new_secret(connection)
    assert len(secret) == 16
    assert new_secret(connection) == secret_in(connection) == secret
