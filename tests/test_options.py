"""Without options, a run shows nothing, keeps nothing and changes no grade."""

import pytest

from grader.options import DEFAULT_OPTIONS, Options, no_progress
from grader.records import Gradebook, Submission

ONE = Submission("ada", "x", "x.py", 0, {})


def test_without_a_gradebook_nothing_is_known_of_submissions():
    keeper = Options().keeper
    keeper.tell({"ada": ("a note",)})
    assert list(keeper.known([ONE, ONE])) == []


def test_without_a_gradebook_each_submission_is_graded_even_if_two_are_equal():
    assert Options().keeper.alike([ONE, ONE, ONE]) == [[0], [1], [2]]
    assert Options().keeper.alike([]) == []


def test_grades_are_the_verdicts_unless_a_teacher_decided_otherwise():
    book = Gradebook(())
    assert Options().decided(book) is book


def test_nothing_is_shown(capsys):
    with no_progress(2) as advance:
        advance(1, "ada")
    Options().warn("a protection is missing")
    assert capsys.readouterr() == ("", "")


def test_what_fails_while_no_progress_is_shown_is_raised():
    with pytest.raises(ZeroDivisionError), no_progress(1):
        raise ZeroDivisionError


def test_options_that_are_not_given_are_the_same_everywhere():
    assert Options() == DEFAULT_OPTIONS
