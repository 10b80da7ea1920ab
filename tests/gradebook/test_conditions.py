"""Conditions and runs: what a verdict depends on, and when it was made."""

import json
from dataclasses import fields, replace

import pytest
from sqlalchemy import func, select

import grader
from grader.errors import GradebookError
from grader.gradebook.conditions import (
    Condition,
    condition_id,
    condition_of,
    finish_run,
    limits_in,
    now,
    row_id,
    start_run,
)
from grader.gradebook.moments import utc_moment
from grader.gradebook.schema import CONDITIONS, LEARNERS, RUNS
from grader.sandbox.limits import DEFAULT_LIMITS, Limits
from tests.gradebook.mine import COURSE

USUAL = condition_of(COURSE, "abc", 20.0, DEFAULT_LIMITS)
LEARNER = {"name": "Ada", "account": b"", "notes": "[]"}


def test_a_condition_has_the_columns_of_its_table():
    assert [one.name for one in fields(Condition)] == [c.name for c in CONDITIONS.c][1:]
    assert USUAL.grader_version == grader.__version__
    assert (USUAL.course, USUAL.fingerprint) == (COURSE.name, COURSE.fingerprint)


def test_equal_settings_are_one_condition_however_they_are_written():
    assert condition_of(COURSE, "abc", 20, Limits()) == USUAL
    assert condition_of(COURSE, None, 20, Limits()) == condition_of(COURSE, "", 20, Limits())
    assert now(COURSE, "abc", USUAL.limits) == USUAL


@pytest.mark.parametrize("name", Limits.__struct_fields__)
def test_each_limit_makes_another_condition_and_can_be_read_back(name):
    limits = Limits(**{name: 7})
    other = condition_of(COURSE, "abc", 0.5, limits)
    assert other.limits != USUAL.limits
    assert limits_in(other.limits) == (0.5, limits)


def test_the_order_in_which_limits_are_declared_makes_no_other_condition():
    names = list(json.loads(USUAL.limits))
    assert names == sorted([*Limits.__struct_fields__, "timeout"])


def test_a_limit_that_an_earlier_grader_did_not_have_is_the_usual_one():
    assert limits_in('{"timeout": 3, "memory": 512}') == (3.0, Limits(memory=512))


@pytest.mark.parametrize(
    "said",
    ["", "{", "[]", "{}", '{"memory": 1}', '{"timeout": null}', '{"timeout": "1"}',
     '{"timeout": NaN}', '{"timeout": 0}', '{"timeout": -1}', '{"timeout": 86401}',
     '{"timeout": 1, "memory": -5}', '{"timeout": 1, "files": 0}', '{"timeout": 1, "disk": 1.7}',
     '{"timeout": 1, "threads": 1000001}', '{"timeout": 1, "memory": true}',
     '{"timeout": 1, "memory": 1e999}', '{"timeout": 1, "memory": "much"}'],
)  # fmt: skip
def test_limits_that_cannot_be_read_are_told(said):
    with pytest.raises(GradebookError, match="the limits of a run cannot be read"):
        limits_in(said)


def test_a_condition_has_one_row_and_each_other_one_a_row_of_its_own(database):
    others = [replace(USUAL, **{one.name: "other"}) for one in fields(Condition)]
    with database.writing() as connection:
        numbers = [condition_id(connection, one) for one in (USUAL, *others)]
        assert condition_id(connection, replace(USUAL)) == numbers[0]
    assert len(set(numbers)) == len(others) + 1


def test_a_row_that_is_there_keeps_its_values(database):
    with database.writing() as connection:
        first = row_id(connection, LEARNERS, {"identity": "name Ada"}, LEARNER)
        again = row_id(connection, LEARNERS, {"identity": "name Ada"}, {**LEARNER, "name": "Bob"})
        assert again == first
        assert connection.execute(select(LEARNERS.c.name)).scalars().all() == ["Ada"]


def test_a_run_is_noted_with_its_versions_and_ends_when_it_finishes(database):
    with database.writing() as connection:
        first, second = (start_run(connection, USUAL, one) for one in ("grade", "regrade"))
        finish_run(connection, first)
        runs = {row.id: row for row in connection.execute(select(RUNS))}
        assert connection.execute(select(func.count()).select_from(CONDITIONS)).scalar() == 1
    assert (runs[first].command, runs[second].command) == ("grade", "regrade")
    assert utc_moment(runs[first].started_at) <= utc_moment(runs[first].finished_at)
    assert runs[second].finished_at is None
    assert set(json.loads(runs[first].environment)) == {"python", "tensorflow", "keras", "numpy"}
