"""Which learner has which row of a sheet."""

import msgspec
import pytest

from grader.records import Adjustment
from grader.report.rows import (
    has_internal_error,
    match,
    told_of_errors,
    told_of_rows,
)
from tests.report.books import ADA, BOB, IDA, INTERNAL, PASSED, first, learner

NAMES = {1: "Ada L", 2: "Bob B", 3: "Cy C"}
IDS = {1: "11", 2: "12", 3: "13"}
LOGINS = {1: "ada", 2: "Bob@x.org", 3: "12"}
BY_NAME = {1: "Ada L\0L Ada", 2: "Bob B", 3: "bob b"}
KEYS = [IDS, LOGINS, BY_NAME]


def row_of(name: str, **account: str) -> int | None:
    found = match([learner(name, **account)], KEYS, NAMES)
    return next(iter(found.rows), None)


@pytest.mark.parametrize(
    ("name", "account", "row"),
    [
        ("x", {"id": "12"}, 2),
        ("Ada L", {"id": "99"}, None),
        ("Ada L", {"number": "13"}, 3),
        ("Ada L", {"login": "bob@X.org"}, 2),
        ("Ada L", {"email": "bob@x.org"}, 2),
        ("x", {"number": "99", "login": "ada"}, 1),
        ("class/b/ l  ADA ", {}, 1),
        ("Ada L/x", {}, None),
        ("Bob B", {}, None),
        ("Bob B", {"login": "ada"}, 1),
        ("", {}, None),
    ],
)
def test_the_surest_thing_that_is_known_of_a_learner_counts(name, account, row):
    assert row_of(name, **account) == row


def test_the_first_kind_of_key_counts_before_the_others():
    """12 is the number of one student and the login of another."""
    assert row_of("12") == 2


def test_a_cell_without_text_is_nobodys():
    assert match([learner(" ")], [{1: "\0"}], {}).rows == {}


def test_learners_of_one_row_get_none_and_the_row_is_not_said_to_be_without_learner():
    found = match([learner("a/ada"), learner("11"), learner("Bob@x.org")], KEYS, NAMES)
    assert {row: one.learner for row, one in found.rows.items()} == {2: "Bob@x.org"}
    assert found.notes == (
        "learners who share a row (2): a/ada, 11",
        "rows with no learner (1): Cy C",
    )


def test_nothing_is_told_if_everyone_has_a_row():
    found = match([learner(each) for each in IDS.values()], KEYS, NAMES)
    assert found.rows.keys() == NAMES.keys()
    assert found.notes == ()


def test_rows_are_counted_once_however_many_cells_they_have():
    assert told_of_rows([(1, 5), (1, 6), (3, 5)], NAMES) == "points filled in for 2 of 3 rows"
    assert told_of_rows([], NAMES) == "points filled in for 0 of 3 rows"


def test_learners_with_internal_errors_are_told_and_no_others():
    assert told_of_errors([ADA, BOB]) == ()
    (note,) = told_of_errors([ADA, IDA])
    assert note.endswith("an internal error, which costs no points (1): ida")


@pytest.mark.parametrize(("task", "is_left"), [("double", False), ("half", True), ("", True)])
def test_points_that_the_teacher_set_settle_an_internal_error_of_their_task_alone(task, is_left):
    kind = "override" if task else "late"
    adjustments = (Adjustment(kind, task, 1, 0, ""),)
    settled = msgspec.structs.replace(first(INTERNAL), adjustments=adjustments)
    assert has_internal_error(learner("ida", settled)) is is_left


def test_a_check_alone_can_have_an_internal_error():
    exercise = first(INTERNAL)
    tasks = [msgspec.structs.replace(task, status=PASSED) for task in exercise.tasks]
    one = learner("ida", msgspec.structs.replace(exercise, tasks=tuple(tasks)))
    assert has_internal_error(one)
