"""Feedback as Markdown, as markdown-it reads it."""

import re

import msgspec
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from grader.protocol.text import one_line, plain
from grader.report.markdown import MARKER, file_names
from grader.report.markdown_text import EMPTY_COMMENT, code, code_block, escaped
from grader.report.report import Setting
from tests.report.books import (
    ADA,
    BOB,
    CLASS,
    EVE,
    HOSTILE,
    IDA,
    INTERNAL,
    UNTOUCHED,
    first,
    hostile,
    learner,
    made,
    second,
    text_of,
)

ONE_FILE = Setting(one_file=True)
MINE = ("text", "softbreak", "strong_open", "strong_close", "em_open", "em_close")


def tokens(text: str) -> list[Token]:
    parser = MarkdownIt("gfm-like", {"linkify": False})
    return parser.parse(text)


def inline(text: str) -> list[Token]:
    return [one for token in tokens(text) for one in token.children or []]


def shown(text: str) -> str:
    """Return what a reader sees of one paragraph."""
    return "".join(one.content for one in inline(text) if one.type != "html_inline")


def page(*learners) -> str:
    return text_of(made("markdown", *learners, setting=ONE_FILE))


def table(text: str) -> list[list[str]]:
    """Return the cells of all tables."""
    rows: list[list[str]] = []
    is_cell = False
    for token in tokens(text):
        if token.type == "tr_open":
            rows.append([])
        if token.type in ("td_open", "th_open"):
            is_cell = True
        elif token.type == "inline" and is_cell:
            rows[-1].append("".join(one.content for one in token.children))
            is_cell = False
    return rows


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_escaped_text_is_shown_as_it_is(text):
    seen = one_line(text)
    assert shown(escaped(text)) == seen
    assert shown(f"# {escaped(text)}") == seen
    kinds = {one.type for one in inline(escaped(text))} - {"text"}
    assert kinds <= {"html_inline"}
    assert {one.content for one in inline(escaped(text)) if one.type == "html_inline"} <= {
        EMPTY_COMMENT
    }


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_escaped_text_is_one_cell_of_a_table(text):
    rows = table(f"| a | b |\n|--|--|\n| {escaped(text)} | end |\n")
    assert [len(row) for row in rows] == [2, 2]
    assert rows[1][1] == "end"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_code_is_shown_as_it_is(text):
    (one,) = inline(code(text))
    assert (one.type, one.content) == ("code_inline", one_line(text))
    (block,) = tokens("\n".join(code_block([plain(text)])))
    assert block.type == "fence"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("f(x, 0.5) returned 1.5.", "f(x, 0.5) returned 1.5."),
        ("w*x + b", r"w\*x + b"),
        ("- a", r"\- a"),
        ("12. a", r"12\. a"),
        ("see http://x.org or www.x.org", r"see http\://x.org or www\.x.org"),
    ],
)
def test_only_what_has_a_meaning_is_escaped(text, source):
    assert escaped(text) == source


def test_no_name_is_a_mention_for_github():
    assert "@octocat" not in escaped("@octocat")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_learner_text_adds_no_heading_no_link_no_image_no_html_and_no_row(text):
    honest, forged = page(hostile("harmless")), page(hostile(text))
    assert outline_of(forged) == outline_of(honest)
    found = {one.type for one in inline(forged)} - {*MINE, "code_inline"}
    assert found <= {"html_inline"}
    assert {one.content for one in inline(forged) if one.type == "html_inline"} <= {EMPTY_COMMENT}


def outline_of(text: str) -> list[str]:
    """Return the kinds of the blocks of a page."""
    return [token.type for token in tokens(text)]


def test_a_page_has_the_points_the_status_of_each_task_and_the_next_step():
    text = page(BOB)
    assert text.startswith("# bob: 0 of 10 points\n\n**Fix first:** double in 01\\_first.py\n")
    assert table(text) == [
        ["task", "result", "points"],
        ["double", "✘ failed", "0/3"],
        ["half", "✘ error", "0/3"],
        ["task", "result", "points"],
        ["train", "✘ time limit", "0/4"],
    ]
    assert "*Hint:* Look at It is wrong." in text
    assert "loss" in text


def test_a_page_shows_as_many_hints_as_asked_for():
    assert "and again" in text_of(made("markdown", BOB, hints=2, setting=ONE_FILE))
    assert "Hint" not in text_of(made("markdown", BOB, hints=0, setting=ONE_FILE))


def test_an_exercise_that_was_not_handed_in_is_said_to_be_missing_and_names_no_file():
    missing = msgspec.structs.replace(second(UNTOUCHED, UNTOUCHED), file="", notes=())
    text = page(learner("kim", first(), missing))
    assert text.startswith("# kim: 6 of 10 points\n\n**Next:** train\n")
    assert "This exercise was not handed in." in text
    assert "not handed in" not in page(ADA)


def test_an_internal_error_is_said_to_cost_no_points():
    text = page(learner("ida", first(INTERNAL), second()))
    assert ["double", "? internal error, costs no points", "1/1"] in table(text)
    assert "Some checks had an internal error of the grader. They cost no points." in text


def test_everything_passed_is_said():
    assert "Everything passed. Well done!" in page(ADA)


def test_a_folder_has_one_file_for_each_learner_with_nothing_of_the_others():
    files = made("markdown", *CLASS).files
    assert list(files) == ["ada.md", "bob.md", "eve.md", "ida.md"]
    for name, content in files.items():
        assert content.startswith(MARKER.encode())
        others = {"ada", "bob", "eve", "ida"} - {name.removesuffix(".md")}
        assert not [other for other in others if re.search(rf"\b{other}\b", content.decode())]


def test_no_path_of_the_machine_that_graded_is_in_it():
    assert "teacher" not in page(BOB, EVE, IDA)


def test_notes_on_the_run_are_not_in_it():
    assert "kim" not in text_of(
        made("markdown", ADA, notes=("kim.7z: left out",), setting=ONE_FILE)
    )


@pytest.mark.parametrize(
    ("learners", "names"),
    [
        (["ada"], ["ada.md"]),
        (["../../etc/passwd"], ["_.._etc_passwd.md"]),
        (["a/lee", "b/lee"], ["a_lee.md", "b_lee.md"]),
        (["lee", "LEE", "lee"], ["lee.md", "lee (2).md", "lee (3).md"]),
        (["lee", "lee (2)", "lee"], ["lee.md", "lee (2).md", "lee (3).md"]),
        (["con", "NUL.txt", "lpt1"], ["_con.md", "_NUL.txt.md", "_lpt1.md"]),
        (["", "..", " "], ["_.md", "_ (2).md", "_ (3).md"]),
        ([".hidden"], ["hidden.md"]),
        (["Ana Pérez", "王伟"], ["Ana Pérez.md", "王伟.md"]),
        (["a\x00b\nc:d*e?f"], ["a_b_c_d_e_f.md"]),
        (["x" * 300], [f"{'x' * 80}.md"]),
    ],
)
def test_names_of_files_are_safe_and_different(learners, names):
    assert file_names(learners) == names


def test_many_learners_of_one_name_are_told_apart():
    assert len(set(file_names(["lee"] * 20_000))) == 20_000
