"""CSV as RFC 4180 has it, without formulas."""

import pytest

from grader.report.table import cell_text, csv_text, no_formula
from tests.report.books import HOSTILE


def test_a_text_with_a_comma_or_a_quote_stays_one_cell():
    assert csv_text([["a,b", 'c "d"', "e;f"]]) == '"a,b","c ""d""",e;f\r\n'


def test_lines_end_as_the_sheet_wants_them():
    assert csv_text([["a"], ["b"]], "\n") == "a\nb\n"
    assert csv_text([]) == ""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_table_has_as_many_lines_as_rows(text):
    assert len(csv_text([[text, 1], [text, 2]]).splitlines()) == 2


def test_only_texts_are_changed():
    assert csv_text([[-1.5, "-1.5", True, ""]]) == "-1.5,'-1.5,True,\r\n"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\u3000", "\n\n", "\x0b"])
def test_blanks_do_not_hide_a_formula(blank, sign):
    assert no_formula(f"{blank}{sign}1") == f"'{blank}{sign}1"


def test_a_sign_below_the_first_line_is_no_formula():
    assert no_formula("a\n=1") == "a\n=1"
    assert cell_text("a\n=1") == "a =1"
