"""Annotations as GitHub's runner reads them, and the job summary."""

import re

import pytest

from grader.report.github import MAX_SUMMARY, MOST, _bounded
from grader.report.report import Setting
from tests.report.books import (
    ADA,
    BOB,
    CLASS,
    EVE,
    HOSTILE,
    IDA,
    first,
    hostile,
    learner,
    made,
    text_of,
)
from tests.report.test_markdown import table

# As in actions/runner, src/Runner.Common/ActionCommand.cs: a command begins a line; the old form
# may stand anywhere in it.
COMMAND = re.compile(r"^\s*::(?P<name>[\w-]+)(?: (?P<properties>.*?))?::(?P<data>.*)$")


def unescaped(text: str, *, is_property: bool) -> str:
    pairs = [("%0D", "\r"), ("%0A", "\n")]
    pairs += [("%3A", ":"), ("%2C", ",")] if is_property else []
    for code, character in (*pairs, ("%25", "%")):
        text = text.replace(code, character)
    return text


def annotations(*learners, setting: Setting | None = None) -> list[dict[str, str]]:
    found = []
    for line in made("github", *learners, setting=setting or Setting()).printed.splitlines():
        match = COMMAND.match(line)
        assert match, line
        assert "##[" not in line
        properties = dict(
            one.split("=", 1) for one in (match["properties"] or "").split(",") if one
        )
        found.append(
            {
                "kind": match["name"],
                "message": unescaped(match["data"], is_property=False),
                **{name: unescaped(value, is_property=True) for name, value in properties.items()},
            }
        )
    return found


def test_a_mistake_is_an_error_on_its_line():
    double, half, train = annotations(BOB)
    assert double == {
        "kind": "error",
        "file": "/home/teacher/class/01_first.py",
        "line": "7",
        "title": "double: 2*x",
        "message": "It is wrong. (one)",
    }
    assert (half["kind"], train["kind"]) == ("error", "error")


def test_an_untouched_task_is_a_notice_and_an_internal_error_is_a_warning():
    (untouched,) = annotations(EVE)
    assert (untouched["kind"], untouched["message"]) == ("notice", "Not attempted yet.")
    broken = next(one for one in annotations(IDA) if one["kind"] == "warning")
    assert broken["message"] == "Internal error of the grader. It costs no points."


def test_what_passed_has_no_annotation():
    assert annotations(ADA) == []


def test_a_file_in_the_checkout_is_named_from_there():
    setting = Setting(environment={"folder": "/home/teacher"})
    assert annotations(BOB, setting=setting)[0]["file"] == "class/01_first.py"


def test_no_more_of_a_kind_than_github_shows():
    many = [learner(f"bob{number}", *BOB.exercises) for number in range(20)]
    found = annotations(*many)
    assert len(found) == MOST
    assert found[-1]["message"] == f"and {60 - MOST + 1} more, which are not shown here"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_learner_text_neither_begins_a_command_nor_adds_a_line(text):
    harmless, forged = annotations(hostile("harmless")), annotations(hostile(text))
    assert [one["kind"] for one in forged] == [one["kind"] for one in harmless]
    assert [set(one) for one in forged] == [set(one) for one in harmless]
    assert {one["line"] for one in forged} == {"7"}


def test_a_percent_sign_is_read_back():
    (one, *_) = annotations(
        learner("eve", first(*[BOB.exercises[0].tasks[0].status] * 3, text="5%0A"))
    )
    assert one["message"] == "5%0A (one)"


def test_the_summary_of_one_learner_is_the_feedback():
    assert text_of(made("github", BOB)).startswith("# bob: 0 of 10 points")


def test_the_summary_of_several_is_a_table():
    assert table(text_of(made("github", *CLASS))) == [
        ["learner", "01_first", "02_second", "points"],
        ["ada", "6/6", "4/4", "10/10"],
        ["bob", "0/6", "0/4", "0/10"],
        ["eve", "3/6", "", "3/6"],
        ["ida", "2/5 (internal error)", "4/4", "6/9 (internal error)"],
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_learner_text_adds_no_cell_to_the_table(text):
    rows = table(text_of(made("github", ADA, hostile(text))))
    assert [len(row) for row in rows] == [4] * 3


@pytest.mark.parametrize("before", [0, 500_000, MAX_SUMMARY - 100, MAX_SUMMARY, MAX_SUMMARY + 1])
def test_a_summary_is_cut_to_the_room_that_is_left(before):
    content = _bounded("ü paragraph\n\n" * 100_000, MAX_SUMMARY - before)
    assert before + len(content) <= max(MAX_SUMMARY, before)
    if before < MAX_SUMMARY - 100:
        assert content.decode("utf-8").endswith("too long for this summary.\n")


def test_what_is_in_the_summary_already_takes_room():
    report = made("github", BOB, setting=Setting(size=MAX_SUMMARY - 500))
    assert 0 < len(report.files[""]) <= 500
