"""Notes on many: the first ones, and how many others there are."""

import pytest

from grader.notes import first_names, first_notes, listed, listed_if_any
from tests.report.books import HOSTILE


def test_ten_names_are_listed_and_the_others_counted():
    assert listed("lost", list("abcdefghij")) == "lost (10): a, b, c, d, e, f, g, h, i, j"
    assert listed("lost", list("abcdefghijkl")).endswith(", i, j and 2 more")
    assert first_names(["a", "b", "c"], most=2) == "a, b and 1 more"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_names_in_a_list_are_short_and_on_one_line(text):
    note = listed("lost", [text] * 5)
    assert note.isprintable()
    assert len(note) < 350


def test_nobody_is_no_note():
    assert listed_if_any([("lost", []), ("found", ["ada"])]) == ("found (1): ada",)


def test_the_first_notes_are_told_and_the_others_counted():
    notes = ["one", "two", "three"]
    assert first_notes(notes, 3) == ("one", "two", "three")
    assert first_notes(notes, 1) == ("one", "and 2 more")
    where = "class/{0}: "  # Names of folders are text.
    assert first_notes(notes, 2, where, " files.")[-1] == "class/{0}: and 1 more files."
