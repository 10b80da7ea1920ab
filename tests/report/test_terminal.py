import io

import msgspec
import pytest
from rich.console import Console

from grader.judge.problems import place_of, reason_of
from grader.protocol.problems import Problem
from grader.records import (
    CheckResult,
    Diagnosis,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Place,
    Reason,
    Status,
    TaskResult,
)
from grader.report.presenter import present
from grader.report.sanitise import sanitised
from grader.report.terminal import only, show


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


def test_the_report_for_one_learner_has_one_column():
    assert (
        shown(book("ada"))
        == """\
x  X  0 of 2 points

  ✘ double  0/2  failed

    twice 1:
      gave 1, expected 2

      Hint: look again

           4 █
             █
             ██
        loss ███  1 after 3 epochs

ada: 0 of 2 points
Fix first: double in ada/x.py
"""
    )


def in_one_exercise(*tasks: TaskResult) -> str:
    exercise = ExerciseResult("x", "X", "x.py", Status.FAILED, 0, 2, tasks)
    return shown(Gradebook((LearnerResult("ada", 0, 2, (exercise,)),)))


def passed(name: str) -> TaskResult:
    return TaskResult(name, Status.PASSED, 2, 2, (CheckResult("c", "C", Status.PASSED, 2, 2),))


def test_tasks_are_apart_only_if_there_is_something_to_say():
    check = CheckResult("c", "C", Status.FAILED, 0, 2, message="It is wrong.")
    wrong = TaskResult("b", Status.FAILED, 0, 2, (check,))
    text = in_one_exercise(passed("a"), wrong, passed("long"), passed("d"))
    assert (
        text.partition("\nada:")[0]
        == """\
x  X  0 of 2 points

  ✔ a     2/2  passed

  ✘ b     0/2  failed

    C:
      It is wrong.

  ✔ long  2/2  passed
  ✔ d     2/2  passed
"""
    )


def test_the_line_of_an_answer_stands_below_its_task():
    place = Place("x.ipynb", 2, 7, "def double(x):")
    check = CheckResult("c", "C", Status.FAILED, 0, 2, message="It is wrong.", place=place)
    text = in_one_exercise(TaskResult("b", Status.FAILED, 0, 2, (check,)))
    assert "0/2  failed\n" in text
    assert "        x.ipynb, code cell 2, line 7\n        7 | def double(x):\n" in text


def test_a_line_whose_text_is_not_known_stands_beside_its_task():
    place = Place("x.ipynb", 2, 7)
    check = CheckResult("c", "C", Status.FAILED, 0, 2, message="It is wrong.", place=place)
    text = in_one_exercise(TaskResult("b", Status.FAILED, 0, 2, (check,)))
    assert "0/2  failed (x.ipynb, code cell 2, line 7)\n" in text


def test_a_line_that_is_quoted_is_not_named_again_beside_the_task():
    problem = Problem("exception", "ValueError", "no", "x.py", 0, 7, "return y")
    reason, place = reason_of(problem, "double(1)"), place_of(problem)
    check = CheckResult("c", "C", Status.ERROR, 0, 2, reason, "double(1) stopped", place)
    text = in_one_exercise(TaskResult("b", Status.ERROR, 0, 2, (check,)))
    assert "0/2  error\n" in text
    assert text.count("line 7") == 1
    assert "        7 | return y\n" in text


LONG = "A_very_long_word_of_the_learner_" * 5 + " and " * 50


@pytest.mark.parametrize("learners", [("ada",), ("ada", "bob")])
@pytest.mark.parametrize("width", [60, 80, 100, 250])
def test_no_line_is_longer_than_the_terminal_is_wide_or_than_99_characters(learners, width):
    gradebook = book(*learners, message=LONG)
    gradebook = msgspec.structs.replace(gradebook, notes=(LONG,))
    console = Console(file=io.StringIO(), width=width, highlight=False)
    show(present(sanitised(gradebook), 1), console)
    assert max(map(len, console.file.getvalue().splitlines())) <= min(width, 99)


@pytest.mark.parametrize("width", [40, 80, 250])
def test_a_curve_is_drawn_in_the_width_of_the_column(width):
    check = CheckResult("c", "C", Status.PASSED, 2, 2)
    losses = tuple(1 + 1 / n for n in range(1, 500))
    task = TaskResult("train", Status.PASSED, 2, 2, (check,), losses)
    exercise = ExerciseResult("x", "X", "x.py", Status.PASSED, 2, 2, (task,))
    console = Console(file=io.StringIO(), width=width, highlight=False)
    show(present(Gradebook((LearnerResult("ada", 2, 2, (exercise,)),)), 1), console)
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= min(width, 99) + 9 * (width == 40)  # ten bars are the fewest
    assert any(line.endswith("after 499 epochs") for line in lines)


@pytest.mark.parametrize("width", [60, 80, 250])
def test_a_diagnosis_is_shown_with_both_curves(width):
    found = Diagnosis(
        Reason("diagnosis.relu_missing"), "word " * 60, (4.0,) * 21, (4.0, *(1.0,) * 20)
    )
    at_top = msgspec.structs.replace(found, place=Place("x.py", 0, 40))
    check = CheckResult("c", "C", Status.FAILED, 0, 2, Reason("training.rose"), "the loss rose")
    task = TaskResult("train", Status.FAILED, 0, 2, (check,), diagnosis=found)
    exercise = ExerciseResult("x", "X", "x.py", Status.FAILED, 0, 2, (task,), (), (at_top,))
    console = Console(file=io.StringIO(), width=width, highlight=False)
    show(present(Gradebook((LearnerResult("ada", 0, 2, (exercise,)),)), 1), console)
    text = console.file.getvalue()
    assert max(map(len, text.splitlines())) <= min(width, 99)
    assert text.count("as it is █████████████████████  4 → 4") == 2
    assert text.count("changed █▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂  4 → 1") == 2
    assert "The fit at x.py, line 40: word" in text


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


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_report_can_be_written_in_a_narrow_encoding(encoding):
    raw = io.BytesIO()
    console = Console(file=io.TextIOWrapper(raw, encoding=encoding), width=80, highlight=False)
    show(present(book("ada"), 1), console)
    console.file.flush()
    assert b"  x double  0/2  failed\n" in raw.getvalue()


def test_a_problem_of_the_whole_file_is_shown_once():
    check = CheckResult("c", "C", Status.ERROR, 0, 1, message="this is not a notebook")
    tasks = tuple(TaskResult(name, Status.ERROR, 0, 1, (check,)) for name in ("one", "two"))
    exercise = ExerciseResult("x", "X", "x.ipynb", Status.FAILED, 0, 2, tasks)
    text = shown(Gradebook((LearnerResult("ada", 0, 2, (exercise,)),)))
    assert text.count("this is not a notebook") == 1
    assert "the same" in text


def test_one_learner_of_several_is_shown_in_full_with_the_notes_on_that_learner():
    both = msgspec.structs.replace(
        book("ada", "lee"), notes=("lee/essay.docx: left out", "bob/x.txt: left out")
    )
    console = Console(file=io.StringIO(), width=100, highlight=False)
    show(only(present(sanitised(both), 1), "LEE"), console)
    text = console.file.getvalue()
    assert "lee: 0 of 2 points" in text
    assert "Hint: look again" in text
    assert "Note: lee/essay.docx: left out" in text
    assert "bob" not in text
    assert "ada:" not in text


def test_the_report_on_a_class_says_how_to_see_one_learner():
    assert "add --learner NAME" in shown(book("ada", "lee"))
