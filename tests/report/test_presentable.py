"""A result that cannot be shown does not take the others with it."""

import io
import json

import msgspec
import pytest

from grader.records import (
    CheckResult,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Reason,
    Status,
    TaskResult,
)
from grader.report import terminal
from grader.report.formats import Output
from grader.report.json_file import to_json
from grader.report.presentable import presentable
from grader.report.presenter import present
from grader.report.report import Setting

BOTH = (Output("json"), Output("terminal"))
NO_TEXT = 7  # as if a check had forgotten to make a sentence


def learner(name: str, *, message="gave 1", curve=(2.0, 1.0), printed="") -> LearnerResult:
    check = CheckResult("c", "C", Status.FAILED, 1, 2, Reason("value.wrong"), message)
    task = TaskResult("t", Status.FAILED, 1, 2, (check,), curve, printed)
    exercise = ExerciseResult("x", "X", f"{name}/x.py", Status.FAILED, 1, 2, (task,), ("a note",))
    return LearnerResult(name, 1, 2, (exercise,))


def written(book: Gradebook, name: str) -> str:
    if name == "json":
        return to_json(present(book, 1))
    stream = io.StringIO()
    terminal.write(present(book, 1), stream, Setting())
    return stream.getvalue()


FAULTS = {
    "a message that is no text": {"message": NO_TEXT},
    "a curve of texts": {"curve": ("one", "two")},
    "a whole number that no float holds": {"curve": (10**400,)},
    "printed bytes": {"printed": b"x"},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("others", [(), ("bob",)])
def test_one_result_that_cannot_be_shown_leaves_the_others_theirs(fault, others):
    honest = tuple(map(learner, others))
    book = presentable(Gradebook((learner("eve", **fault), *honest), ("left out",)), BOTH)
    assert book.learners[1:] == honest
    document = json.loads(written(book, "json"))
    assert [one["learner"] for one in document["submissions"]] == ["eve", *others]
    (first, note) = document["notes"]
    assert first == "left out"
    assert note.startswith("eve: the details cannot be shown")
    assert "eve: the details cannot be shown" in " ".join(written(book, "terminal").split())


def test_its_points_stand_and_its_status_is_an_internal_error():
    book = presentable(Gradebook((learner("eve", message=NO_TEXT),)), BOTH)
    (eve,) = book.learners
    assert (eve.score, eve.max_score) == (1, 2)
    (task,) = eve.exercises[0].tasks
    assert (task.status, task.score, task.max_score) == (Status.INTERNAL_ERROR, 1, 2)
    assert eve.exercises[0].status is Status.INTERNAL_ERROR
    assert "Well done" not in written(book, "terminal")


def test_only_what_is_asked_for_is_tried():
    book = Gradebook((learner("eve", curve=(10**400,)), learner("bob")))
    # The table of a class shows no curve.
    assert presentable(book, [Output("terminal")]) == book
    assert presentable(book, BOTH) != book


NUMBERS = [1.797e308, 1.7976931348623157e308, -1.797e308, 5e-324, -0.0, 0.0, 1e-310]
NUMBERS += [float("inf"), float("-inf"), float("nan")]


@pytest.mark.parametrize("curve", [*[(n,) for n in NUMBERS], NUMBERS, NUMBERS * 30, ()], ids=repr)
def test_every_float_can_be_shown(curve):
    book = Gradebook((learner("eve", curve=tuple(curve)),))
    assert presentable(book, BOTH).notes == ()
    (shown,) = json.loads(written(book, "json"))["submissions"][0]["exercises"][0]["tasks"]
    assert len(shown["curve"]) == len(curve)
    assert "-0" not in written(book, "terminal").split()


TEXTS = [
    "[/]",
    "[bold]x[/red]",
    ":smile:",
    "x" * 100_000,
    "\x00",
    "a\nb",
    "\ud800",
    "👩‍👩‍👧",
    "\u202e",
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text[:20]))
def test_every_text_can_be_shown_wherever_it_stands(text):
    bad = learner(text, message=text, printed=text)
    exercise = msgspec.structs.replace(bad.exercises[0], file=text, title=text, notes=(text,) * 7)
    bad = msgspec.structs.replace(bad, exercises=(exercise,))
    for learners in ((bad,), (bad, bad)):
        book = presentable(Gradebook(learners, (text,)), BOTH)
        assert book.notes[1:] == ()
        for name in ("json", "terminal"):
            written(book, name).encode("utf-8")
