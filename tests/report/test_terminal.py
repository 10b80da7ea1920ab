import io

import msgspec
from rich.console import Console

from grader.records import (
    CheckResult,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Reason,
    Status,
    TaskResult,
)
from grader.report.presenter import present
from grader.report.sanitise import sanitised
from grader.report.terminal import show


def book(*learners: str, status=Status.FAILED, message="gave 1, expected 2") -> Gradebook:
    reason = Reason("value.wrong", {})
    hints = ("look again", "and again")
    check = CheckResult("is_two", "twice 1", status, 0, 2, reason, message, None, hints)
    task = TaskResult("double", status, 0, 2, (check,), (4.0, 2.0, 1.0))
    exercise = ExerciseResult("x", "X", "ada/x.py", Status.FAILED, 0, 2, (task,))
    return Gradebook(tuple(LearnerResult(name, 0, 2, (exercise,)) for name in learners))


def shown(gradebook: Gradebook, hints: int = 1, **options) -> str:
    console = Console(file=io.StringIO(), width=100, highlight=False, **options)
    show(present(sanitised(gradebook), hints), console)
    return console.file.getvalue()


def test_the_report_for_one_learner_shows_title_message_hint_and_next_step():
    text = shown(book("ada"))
    for part in (
        "twice 1: gave 1, expected 2",
        "Hint: look again",
        "Fix first: double in ada/x.py",
    ):
        assert part in text
    assert "and again" not in text
    assert "after 3 epochs" in text


def test_hints_are_staged():
    assert "Hint" not in shown(book("ada"), hints=0)
    assert "and again" in shown(book("ada"), hints=2)


def test_a_class_is_a_table():
    text = shown(book("ada", "bob"))
    assert "ada" in text
    assert "bob" in text
    assert "2 learners, 0 with all points" in text
    assert "2 learners: gave 1, expected 2 (value.wrong)" in text


def test_markup_and_control_sequences_in_learner_text_are_shown_and_not_interpreted():
    message = "[bold red]passed[/] \x1b]0;title\x07\x1b[2J :smile:"
    text = shown(book("[link=x]ada[/link]", message=message), force_terminal=True)
    assert "[bold red]passed[/]" in text
    assert "[link=x]ada[/link]" in text
    assert "\x1b]0;" not in text
    assert "\x1b[2J" not in text
    assert ":smile:" in text


def test_no_line_is_a_workflow_command():
    message = "x " * 60 + "::error::forged " * 20 + ":::error :::forged" + "##[error]forged"
    text = shown(book("::set-output name=x::1", message=message))
    assert "::" not in text
    assert "##[" not in text


def test_no_name_and_no_note_is_more_than_one_line():
    notes = ("a\nNote: forged.7z: left out",)
    class_ = msgspec.structs.replace(book("mallory\nzoe   2/2   2/2", "bob"), notes=notes)
    lines = shown(class_).splitlines()
    assert not [line for line in lines if line.strip().startswith("zoe")]
    assert len([line for line in lines if line.startswith("Note:")]) == 1


def test_plain_output_has_no_escape_sequence():
    assert "\x1b" not in shown(book("ada"))


def test_a_report_can_be_written_in_ascii():
    raw = io.BytesIO()
    console = Console(file=io.TextIOWrapper(raw, encoding="ascii"), width=80, highlight=False)
    show(present(book("ada"), 1), console)
    console.file.flush()
    assert b"double" in raw.getvalue()


def test_a_problem_of_the_whole_file_is_shown_once():
    check = CheckResult("c", "C", Status.ERROR, 0, 1, message="this is not a notebook")
    tasks = tuple(TaskResult(name, Status.ERROR, 0, 1, (check,)) for name in ("one", "two"))
    exercise = ExerciseResult("x", "X", "x.ipynb", Status.FAILED, 0, 2, tasks)
    text = shown(Gradebook((LearnerResult("ada", 0, 2, (exercise,)),)))
    assert text.count("this is not a notebook") == 1
    assert "the same" in text
