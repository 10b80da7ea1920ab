"""The layout of diagnostics in lines."""

import io

import pytest
from rich.console import Console
from rich.text import Text

from grader.protocol.excerpts import Excerpt
from grader.records import Place
from grader.report.column import Column, unread
from grader.report.diagnostics import Comparison, Diagnostic, Element


def column(width=100, **options) -> Column:
    return Column(Console(file=io.StringIO(), width=width, **options))


def plain(lines: list[Text]) -> str:
    return "\n".join(line.plain for line in lines)


def test_the_reason_the_line_and_the_advice_are_apart():
    place = Place("a.py", 0, 13, "total += w[i] * x[i]")
    one = Diagnostic("f(1) stopped.", "one number", place, advice="Count from 0.", hints=("Look.",))
    assert (
        plain(column().diagnostic(one, hints=1))
        == """\
    one number:
      f(1) stopped.

        a.py, line 13
        13 | total += w[i] * x[i]

      Count from 0.

      Hint: Look."""
    )


def test_expected_and_returned_values_stand_one_below_the_other():
    comparison = Comparison("f([1, 2])", expected="[10, 20]", returned="[11, 21]")
    one = Diagnostic("One is added.", "arrays", comparison=comparison, hints=("Look.", "Again."))
    assert (
        plain(column().diagnostic(one, hints=2))
        == """\
    arrays:
      One is added.

        f([1, 2])
        expected  [10, 20]
        returned  [11, 21]

      Hint: Look.
      Hint: Again."""
    )


def test_a_wrong_value_without_another_reason_is_only_compared():
    one = Diagnostic("", "numbers", comparison=Comparison("f(1)", "2", "3"))
    assert (
        plain(column().diagnostic(one, hints=0))
        == """\
    numbers:
        f(1)
        expected  2
        returned  3"""
    )


def test_an_earlier_problem_comes_after_the_line_that_it_broke():
    cause = Diagnostic("Earlier: No such module.", quote=Place("a.ipynb", 1, 7, "import numpi"))
    one = Diagnostic("np is not defined.", quote=Place("a.ipynb", 2, 15, "np.add"), cause=cause)
    assert (
        plain(column().diagnostic(one, hints=1))
        == """\
      np is not defined.

        a.ipynb, code cell 2, line 15
        15 | np.add

      Earlier: No such module.

        a.ipynb, code cell 1, line 7
        7 | import numpi"""
    )


def test_what_does_not_fit_goes_on_below_its_beginning():
    place = Place("a.py", 0, 7, "model = keras.Sequential([layer_one, layer_two])")
    comparison = Comparison("f([1, 2, 3], [10, 20, 30, 40], 0.5)", "[10, 20, 30, 40, 500]", "7")
    one = Diagnostic("The method returned a wrong value.", "", place, comparison)
    assert (
        plain(column(38).diagnostic(one, hints=0))
        == """\
      The method returned a wrong
      value.

        a.py, line 7
        7 | model =
          | keras.Sequential([layer_on
          | e, layer_two])

        f([1, 2, 3], [10, 20, 30,
          40], 0.5)
        expected  [10, 20, 30, 40,
                  500]
        returned  7"""
    )


@pytest.mark.parametrize("width", [40, 80, 99, 100, 300])
def test_no_line_is_wider_than_the_column(width):
    long = "word " * 60 + "x" * 200 + " 漢字" * 60
    place = Place(long, 3, 12, long)
    cause = Diagnostic(long, quote=place, advice=long)
    table = (Element("[100, 20]", "-1.2345e-100", "nan"),)
    compared = Comparison(long, long, long, table)
    one = Diagnostic(long, long, place, compared, long, cause, (long,))
    lines = column(width).diagnostic(one, hints=1)
    assert max(line.cell_len for line in lines) <= min(width, 99)
    assert not [line.plain for line in lines if line.plain != line.plain.rstrip()]


def test_a_status_is_beside_its_task_or_below_it_if_there_is_no_room():
    task, status = Text("  x " + "name" * 5), Text("failed (a_rather_long_name.py, line 12)")
    assert plain(column(80).beside(task, status)) == f"{task}  {status}"
    assert plain(column(50).beside(task, status)) == f"{task}\n    {status}"
    assert plain(column(50).beside(task, Text("passed"))) == f"{task}  passed"


def test_only_the_learners_line_is_shown_unchanged():
    one = Diagnostic("::error::x", quote=Place("::a.py", 0, 1, "x[::-1] # ##[error]"))
    text = plain(column().diagnostic(one, hints=0))
    assert "1 | x[::-1] # ## [error]" in text  # ##[ is a command wherever it stands.
    assert ": :error: :x" in text
    assert ": :a.py" in text


def test_the_parts_differ_without_colour_and_the_line_is_not_coloured_as_its_number_is():
    one = Diagnostic("no", quote=Place("a.py", 0, 1, "x"))
    (number,) = (line for line in column().diagnostic(one, hints=0) if "1 | x" in line.plain)
    assert [(span.start, span.end, span.style) for span in number.spans] == [(0, 12, "cyan")]
    assert number.style == ""


def quoted(text: str, start: int, end: int, line: int = 12) -> Diagnostic:
    place = Place("a.py", 0, line, text.strip(), start + 1, end + 1, Excerpt(text, start, end))
    return Diagnostic("f(1) stopped.", quote=place)


def test_carets_are_below_the_part_of_the_line_that_is_meant():
    one = quoted("    return w * x + c", 19, 20)
    assert (
        plain(column().diagnostic(one, hints=0))
        == """\
      f(1) stopped.

        a.py, line 12
        12 |     return w * x + c
           |                    ^"""
    )


def test_a_line_without_a_mark_keeps_its_indentation():
    assert plain(column().diagnostic(quoted("\treturn x", 0, 0), hints=0)).endswith(
        "        12 |     return x"
    )


@pytest.mark.parametrize("width", [40, 60, 99, 200])
def test_a_long_line_is_clipped_around_its_mark(width):
    text = "    y = " + "x + " * 30 + "c" + " + 漢" * 20
    *_, line, carets = column(width).diagnostic(quoted(text, 128, 129, line=1_234), hints=0)
    assert line.plain.startswith("        1234 | …")
    assert carets.plain.startswith("             | ")
    assert line.plain[carets.plain.index("^")] == "c"
    assert max(line.cell_len, carets.cell_len) <= min(width, 99)


def test_what_ci_services_interpret_moves_the_mark():
    for start, end, part in ((0, 1, "a"), (2, 5, "## ["), (5, 6, "b"), (9, 10, "c"), (4, 5, "[")):
        shown = unread(Excerpt("a ##[b##[c", start, end))
        assert shown.text[shown.start : shown.end] == part
        assert "##[" not in shown.text


ELEMENTS = (
    Element("[0, 2]", "1.5", "-10.25"),
    Element("[1, 10]", "0", "nan"),
    Element("[12, 0]", "1e-07", "2"),
)


def test_elements_that_differ_are_a_table_with_aligned_numbers():
    one = Diagnostic("", "t", comparison=Comparison("f(x)", "[1, …]", "[2, …]", ELEMENTS, 7))
    assert (
        plain(column().diagnostic(one, hints=0))
        == """\
    t:
        f(x)
        expected  [1, …]
        returned  [2, …]

          index  expected  returned
         [0, 2]     1.5      -10.25
        [1, 10]     0        nan
        [12, 0]     1e-07      2
        and 7 more"""
    )


def test_a_table_may_take_the_place_of_the_whole_arrays():
    one = Diagnostic("", "t", comparison=Comparison("f(x)", "", "", ELEMENTS[:1]))
    assert (
        plain(column().diagnostic(one, hints=0))
        == """\
    t:
        f(x)
         index  expected  returned
        [0, 2]       1.5    -10.25"""
    )


def test_rows_of_a_batch_are_a_column_of_the_table():
    elements = Element("[0]", "1.5", "2", "[1, -2]"), Element("[3]", "0.25", "10", "[10.5, 3]")
    one = Diagnostic("", "t", comparison=Comparison("f(x)", "", "", elements, rows_of="x"))
    assert (
        plain(column().diagnostic(one, hints=0))
        == """\
    t:
        f(x)
        index          x  expected  returned
          [0]    [1, -2]      1.5          2
          [3]  [10.5, 3]      0.25        10"""
    )
