"""The source of Markdown. How a reader sees it is asserted in test_markdown."""

import pytest

from grader.report.markdown_text import code, code_block, escaped


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("+ a", r"\+ a"),
        ("===", r"\==="),
        ("1) a", r"1\) a"),
        ("a - b + c = d", "a - b + c = d"),
        ("in line 7. Then", "in line 7. Then"),
        ("1.5 is a number", r"1\.5 is a number"),
        ("C:\\x", "C:\\\\x"),
        ("https://x", r"https\://x"),
        ("WWW.x", r"WWW\.x"),
        ("a: //b", "a: //b"),
        ("5 @ 3", r"5 \@ 3"),
        ("w@x", r"w\@<!-- -->x"),
        ("  a\n\n- b\t", "a - b"),
        ("", ""),
    ],
)
def test_a_character_is_escaped_where_it_has_a_meaning(text, source):
    assert escaped(text) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("x = 1", "` x = 1 `"),
        ("`x`", "`` `x` ``"),
        ("a `` b ` c", "``` a `` b ` c ```"),
        ("a\n  b", "` a b `"),
        ("\\`", "`` \\` ``"),
        ("", ""),
        (" \n", ""),
    ],
)
def test_code_has_more_backticks_around_it_than_in_it(text, source):
    assert code(text) == source


@pytest.mark.parametrize(
    ("lines", "fence"), [(["x"], "```"), (["`x`"], "```"), (["```", "x"], "````"), ([], "```")]
)
def test_a_block_of_code_has_a_fence_that_is_not_in_it(lines, fence):
    assert code_block(lines) == [f"{fence}text", *lines, fence]


def test_a_line_of_a_block_stays_one_line_and_keeps_its_indentation():
    assert code_block(["  a\n```\r\n", "\tb"])[1:-1] == ["  a ```  ", "\tb"]
    assert code_block(["  a\n```\r\n"])[0] == "````text"
