"""How statuses, names and points look."""

import pytest
from rich.style import Style

from grader.records import Status
from grader.report.looks import look, points_style, shown_name, shown_points
from tests.report.books import HOSTILE


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_mark_a_style_and_a_word(status):
    mark, style, word = look(status, ascii_only=False)
    ascii_mark, *same = look(status, ascii_only=True)
    assert same == [style, word]
    assert len(mark) == len(ascii_mark) == 1
    assert ascii_mark.isascii()
    assert Style.parse(style)
    assert word.isascii()


def test_statuses_are_told_apart_without_colour():
    words = {look(status, ascii_only=True)[2] for status in Status}
    assert len(words) == len(Status)
    marks = {look(status, ascii_only=True)[0] for status in Status}
    assert marks == {"+", "x", "-", "?"}


@pytest.mark.parametrize(
    ("score", "max_score", "style"),
    [
        (3, 3, "bold green"),
        (1, 3, "yellow"),
        (0, 3, "red"),
        (0, 0, "magenta"),
    ],
)
def test_points_have_the_style_of_all_of_some_and_of_none(score, max_score, style):
    assert points_style(score, max_score) == style


def test_points_are_told_in_words():
    assert [shown_points(0, 2), shown_points(1, 1), shown_points(0, 0)] == [
        "0 of 2 points",
        "1 of 1 point",
        "0 of 0 points",
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_name_is_one_line_that_no_program_interprets(text):
    shown = shown_name(text)
    assert shown.isprintable()
    assert len(shown) <= 1_000
    assert "::" not in shown
    assert "##[" not in shown


def test_the_name_of_an_honest_learner_is_shown_as_it_is():
    assert shown_name("Ada O'Lovelace-B\u00e9e (7)") == "Ada O'Lovelace-B\u00e9e (7)"
