"""What is shown of a line, and what is marked in it."""

import pytest

from grader.protocol.excerpts import Excerpt, characters, mark


def seen(line: str, column: int, end_column: int = 0, written: str | None = None):
    """Return what is shown of a line, with the marked part in brackets."""
    text, start, end = (
        getattr(mark(line, column, end_column, written).excerpt, name)
        for name in ("text", "start", "end")
    )
    return f"{text[:start]}[{text[start:end]}]{text[end:]}" if end else text


def test_a_part_of_a_line_is_marked_and_its_indentation_stays():
    assert mark("    return w * x + c", 20, 21) == (20, 21, Excerpt("    return w * x + c", 19, 20))


def test_without_an_end_one_character_is_marked():
    assert seen("a + b", 5) == seen("a + b", 5, 5) == seen("a + b", 5, 2) == "a + [b]"


@pytest.mark.parametrize("column", [0, -1, 8, 10**9])
def test_a_column_outside_the_line_is_0(column):
    assert mark("x = 1 ", column, column + 1) == (0, 0, Excerpt("x = 1"))


def test_an_end_outside_the_line_is_the_end_of_the_line():
    assert mark("x = 12", 5, 10**9)[:2] == (5, 7)
    assert seen("x = 12", 5, 10**9) == "x = [12]"


def test_what_is_missing_at_the_end_is_marked_behind_the_last_character():
    assert mark("def f(x)", 9, 9) == (9, 10, Excerpt("def f(x)", 8, 9))
    assert mark("def f(x)   ", 12, 12).excerpt == Excerpt("def f(x)", 8, 9)


def test_blanks_at_the_end_are_neither_shown_nor_marked():
    assert seen("f(a,   ", 1, 8) == "[f(a,]"


@pytest.mark.parametrize("before", [">>> ", "    ", "In [3]: ", "x = %time "])
def test_columns_are_those_of_the_line_as_it_was_written(before):
    written = f"{before}w * c"
    assert mark("w * c", 5, 6, written)[:2] == (len(written), len(written) + 1)
    assert seen("w * c", 5, 6, written) == f"{before}w * [c]"


def test_nothing_is_marked_in_a_line_that_python_reads_otherwise():
    assert mark("files = None", 1, 6, "files = !ls") == (0, 0, Excerpt("files = !ls"))


def test_a_mark_stays_on_its_characters_if_others_are_escaped():
    assert seen("x = '\x1b\u202e' + c", 12, 13) == "x = '\\x1b\\u202e' + [c]"
    assert seen("a\u200bb", 2, 3) == "a[\\u200b]b"


@pytest.mark.parametrize("column", [1, 60, 200, 201, 5_000, 99_999, 100_001])
def test_of_a_long_line_the_part_around_the_mark_is_shown(column):
    line = "x" * (column - 1) + "HERE" + "y" * (100_000 - column - 3)
    shown = seen(line, column, column + 4)
    assert "[HERE]" in shown
    assert len(shown) <= 204
    assert shown.startswith("…") == (column > 200 - 3)
    assert shown.endswith("…") == (column < 99_900)


def test_a_long_mark_is_cut():
    assert seen("f(" + "x" * 1_000, 1, 1_003) == "[f(" + "x" * 198 + "]…"


def test_bytes_are_counted_as_characters():
    line = "größe = '漢' + c"
    assert [characters(line, line.encode().index(part)) for part in (b"=", b"+", b"c")] == [
        6,
        12,
        14,
    ]
    assert characters(line, 0) == 0
    assert characters(line, 10**9) == len(line)
