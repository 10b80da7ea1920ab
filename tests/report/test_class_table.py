"""The table of a class, and what is said below it."""

import io

import msgspec
import pytest
from rich.console import Console

from grader.report.class_table import class_summary, class_table
from grader.report.column import Column
from grader.report.presenter import present
from tests.report.books import (
    ADA,
    BOB,
    CLASS,
    ERROR,
    EVE,
    FAILED,
    HOSTILE,
    IDA,
    INTERNAL,
    TIMEOUT,
    UNTOUCHED,
    book_of,
    first,
    learner,
    second,
)


def console(width=200) -> Console:
    return Console(file=io.StringIO(), width=width, highlight=False)


def rows(*learners) -> list[list[str]]:
    """Return the cells of the table: its heading, and a row for each learner."""
    table = class_table(present(book_of(*learners), 1))
    cells = [[cell.plain for cell in column.cells] for column in table.columns]
    return [[column.header for column in table.columns], *map(list, zip(*cells, strict=True))]


def below(*learners, **changes) -> list[str]:
    """Return the lines below the table."""
    book = msgspec.structs.replace(book_of(*learners), **changes)
    lines = class_summary(present(book, 1), Column(console()), "ask for it")
    return [line.plain for line in lines]


def test_a_row_has_the_points_of_each_exercise_and_what_to_fix_first():
    assert rows(*CLASS) == [
        ["learner", "01_first", "02_second", "points", "fix first"],
        ["ada", "6/6", "4/4", "10/10", ""],
        ["bob", "0/6", "0/4", "0/10", "double: failed"],
        ["eve", "3/6", "", "3/6", "double: not attempted"],
        ["ida", "2/5", "4/4", "6/9", "half: failed"],
    ]


def test_the_columns_are_in_the_order_of_their_names_whoever_comes_first():
    assert rows(learner("kim", second()), ADA)[0][1:3] == ["01_first", "02_second"]
    assert rows(learner("kim", second()))[0] == ["learner", "02_second", "points", "fix first"]


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ((TIMEOUT,), "double: timeout"),
        ((UNTOUCHED, UNTOUCHED, ERROR), "half: error"),
        ((INTERNAL,), "internal error"),
    ],
)
def test_a_mistake_comes_before_a_task_to_begin_and_an_internal_error_last(statuses, told):
    assert rows(learner("kim", first(*statuses)))[1][-1] == told


def test_who_handed_in_nothing_is_told_why_instead():
    missing = msgspec.structs.replace(first(UNTOUCHED, UNTOUCHED, UNTOUCHED), file="")
    kim = msgspec.structs.replace(learner("kim", missing), notes=("no file\nwas found", "else"))
    assert rows(kim)[1][-1] == "no file was found"
    handed_in = msgspec.structs.replace(kim, exercises=(missing, second(FAILED)))
    assert rows(handed_in)[1][-1] == "train: failed"
    assert rows(msgspec.structs.replace(kim, notes=()))[1][-1] == "double: not attempted"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_name_adds_no_row_and_is_no_markup(text):
    (_, row) = rows(learner(text, first(FAILED)))
    assert row[0].isprintable()
    assert "::" not in row[0]
    assert rows(learner("[red]ada[/red]", first()))[1][0] == "[red]ada[/red]"


def test_an_empty_class_has_a_heading_alone():
    assert rows() == [["learner", "points", "fix first"]]


def test_who_has_all_points_is_counted_unless_there_are_none():
    broken = learner("kim", first(INTERNAL, INTERNAL, INTERNAL))
    assert (broken.score, broken.max_score) == (0, 0)
    assert below(ADA, IDA, broken)[0].startswith("3 learners, 1 with all points. ")
    assert below(EVE)[0] == (
        "1 learner, 0 with all points. For the full report on one, ask for it."
    )


def test_mistakes_are_listed_only_if_several_learners_made_them():
    assert len(below(ADA, BOB)) == 1
    assert below(BOB, learner("kim", first(FAILED)))[1:] == [
        "Most common mistakes:",
        "- 2 learners: It is wrong. (one) (value.wrong)",
    ]


def test_the_digest_of_the_key_is_told_if_there_is_a_key():
    assert below(ADA, key_digest="a1b2")[-1] == "Inputs were drawn with the key a1b2."
    assert "Inputs" not in below(ADA)[-1]
