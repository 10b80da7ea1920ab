import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.protocol.text import one_line, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\x00b\x07", "a\\x00b\\x07"),
        ("\u202egnp", "\\u202egnp"),
        ("\ud800", "\\ud800"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("größer\tλ 中\n", "größer\tλ 中\n"),
    ],
)
def test_what_does_not_print_is_spelled_out(text, shown):
    assert plain(text) == shown


@given(st.text())
def test_plain_text_prints_and_encodes(text):
    shown = plain(text)
    shown.encode("utf-8")
    assert all(c.isprintable() or c in "\n\t" for c in shown)
    assert plain(shown) == shown


def test_one_line_is_one_line():
    assert one_line("a\n\n  b\r\nc\u2028d") == "a b\\r c\\u2028d"
