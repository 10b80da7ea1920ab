"""The verdict of a practice check as plain text."""

from grader.live.notebook.content import PRACTICE
from grader.live.notebook.plain_text import plain_text
from grader.records import Reason, Status
from grader.report.diagnostics import Diagnostic
from tests.live.notebook.test_box import FULL, NETWORK, content


def test_a_task_that_passed_is_its_points_and_the_line_on_practice():
    assert plain_text(content(status=Status.PASSED)).split("\n") == [
        "build_deep_network: passed, 1 of 4 points",
        "",
        PRACTICE,
    ]


def test_the_layers_stand_above_the_expected_ones():
    reason = Reason("layers.count", {"expected": [8, 4, 1]})
    lines = plain_text(content(form=NETWORK, reason=reason)).split("\n")
    shown = lines.index("    Input(3) → Dense(4, relu) → Dense(1)")
    assert lines[shown + 1] == "    expected  Input(3) → Dense(8) → Dense(4) → Dense(1)"


def test_as_many_hints_as_are_to_be_shown_are_shown():
    for hints in range(4):
        text = plain_text(content(FULL, hints=hints))
        assert [hint in text for hint in FULL.hints] == [number < hints for number in range(3)]


def test_each_check_that_did_not_pass_begins_behind_a_blank_line():
    text = plain_text(content(Diagnostic("first"), Diagnostic("second")))
    assert [part.strip() for part in text.split("\n\n")[1:]] == ["first", "second", PRACTICE]


def test_text_of_learners_has_no_codes_and_no_markup():
    text = plain_text(content(Diagnostic("[bold]told[/bold] [link=x]y[/link]")))
    assert "[bold]told[/bold] [link=x]y[/link]" in text
    assert "\x1b" not in text
