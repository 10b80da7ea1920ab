"""A line in the cells of a terminal, with carets below its marked part."""

import pytest
from rich.cells import cell_len

from grader.protocol.excerpts import Excerpt
from grader.report.quote import marked


def excerpt(before: str, part: str, after: str = "") -> Excerpt:
    return Excerpt(before + part + after, len(before), len(before + part))


def under(quote) -> str:
    """Return the text above the carets; a wide character if any of its cells is."""
    at, found = 0, ""
    for character in quote.line:
        cells = range(at, at := at + cell_len(character))
        found += character if any(quote.carets[cell : cell + 1] == "^" for cell in cells) else ""
    return found


def test_carets_are_below_the_marked_part():
    assert marked(excerpt("    return w * x + ", "c"), 80) == (
        "    return w * x + c",
        "                   ^",
    )


@pytest.mark.parametrize(
    ("before", "part", "carets"),
    [
        ("\tx = ", "y", "        ^"),  # a tab to column 4
        ("ab\t", "y", "    ^"),
        ("'漢字' + ", "y", "         ^"),
        ("x\u0301 + ", "y", "    ^"),  # an accent of its own
        ("x", "漢字", " ^^^^"),
        ("x = ", "\u0301", "    ^"),
        ("\t", "\t", "    ^^^^"),
    ],
)
def test_carets_count_cells(before, part, carets):
    assert marked(excerpt(before, part), 80).carets == carets


def test_a_caret_may_stand_behind_the_line():
    assert marked(Excerpt("def f(x)", 8, 9), 80) == ("def f(x)", "        ^")
    assert marked(Excerpt("def f(x)", 8, 9), 9).carets == "        ^"


def test_nothing_is_below_a_line_without_a_mark():
    assert marked(Excerpt("def f(x)"), 80) == ("def f(x)", "")


@pytest.mark.parametrize("fill", ["x", "漢", "a\u0301", "\t", "x\t漢"])
@pytest.mark.parametrize("at", [0, 1, 7, 20, 33, 50, 90, 150])
@pytest.mark.parametrize("room", [20, 30, 61, 88])
def test_a_clipped_line_fits_and_its_mark_stays_below_its_place(fill, at, room):
    before, after = (fill * 200)[:at], (fill * 200)[: 150 - at]
    quote = marked(excerpt(before, "HERE", after), room)
    assert under(quote) == "HERE"
    assert cell_len(quote.line) <= room
    assert len(quote.carets) <= room


@pytest.mark.parametrize("behind", [9, 50, 120])
def test_a_caret_behind_a_clipped_line_is_behind_its_last_character(behind):
    text = "".join(map(str, range(100)))[:behind]
    line, carets = marked(Excerpt(text, behind, behind + 1), 30)
    assert text.endswith(line.removeprefix("…"))
    assert carets.index("^") == len(line) < 30


def test_a_mark_that_is_longer_than_the_line_is_clipped_with_it():
    line, carets = marked(excerpt("return ", "x" * 100), 30)
    assert (line, carets) == ("return " + "x" * 21 + "…", " " * 7 + "^" * 21)


def test_a_line_is_clipped_only_where_it_must_be():
    text = "a = 1 + c" + " + 1" * 30
    assert marked(Excerpt(text, 8, 9), 40).line.startswith("a = 1 + c + 1")
    assert marked(Excerpt(text, len(text) - 1, len(text)), 40).line == "…" + text[-38:]


def test_characters_that_a_stream_lacks_are_as_wide_as_what_stands_for_them():
    assert marked(excerpt("'漢é' + ", "c"), 80, "ascii") == ("'??' + c", "       ^")
    assert marked(excerpt("'漢é' + ", "c"), 80, "cp1252") == ("'?é' + c", "       ^")
    line, carets = marked(excerpt("x" * 50, "c", "y" * 50), 30, "ascii")
    assert (line[:3], line[-3:], line[carets.index("^")]) == ("...", "...", "c")
