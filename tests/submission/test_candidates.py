"""Which of a learner's files stands for an exercise as long as only names are known."""

from itertools import permutations
from pathlib import Path

import pytest

from grader.records import Account
from grader.submission.candidates import found_in, in_order, named_after
from grader.submission.learners import Age, HandedIn, LearnerFiles
from grader.submission.listing import file_on_disk

HOME = Path("class/lee")
NEURON, SGD = EXERCISES = ("01_single_neuron", "03_sgd")


def file(path: str, name: str = "", **age: object) -> HandedIn:
    return HandedIn(file_on_disk(HOME / path), name or Path(path).name, Age(**age))


def shown(files: list[HandedIn]) -> list[str]:
    return [str(one.file.path.relative_to(HOME)) for one in files]


@pytest.mark.parametrize(
    "files",
    [
        [file("a (1)/03_sgd.py", date="2026-12-01"), file("03_sgd.py", date="2026-11-30")],
        [file("late_03_sgd.py", attempt=2), file("03_sgd.py", attempt=1, submission=9)],
        [file("lee_1_8_x.py", "x.py", submission=8), file("lee_1_7_03_sgd.py", SGD, submission=7)],
        [file("old/03_sgd.py"), file("03_sgd (1).py")],
        [file("03_sgd.py"), file("old/03_sgd.ipynb")],
        [file("03_sgd-b.py"), file("03/03_sgd-a.py")],
        [file("03_sgd-a.py"), file("03_sgd-b.py")],
    ],
    ids=["date", "attempt", "submission", "plain name", "place", "place of copies", "path"],
)
def test_newest_then_plain_then_nearest_to_the_top_whatever_the_order(files):
    for order in permutations(files):
        assert shown(in_order(order, SGD)) == shown(files)


def test_the_name_that_the_learner_chose_is_the_plain_one():
    plain, copy = file("lee_1_2_03_sgd.py", "03_sgd.py"), file("03_sgd.py", "my 03_sgd.py")
    assert in_order((copy, plain), SGD) == [plain, copy]


def test_exercises_without_a_file_are_left_out_and_the_others_are_in_the_courses_order():
    files = (file("03_sgd.py"), file("notes.py"), file("01_single_neuron (2).py"))
    learner = LearnerFiles("lee", HOME, files, Account("7"))
    found = list(named_after(learner, EXERCISES))
    assert [(one.exercise, one.file.path.name) for one in found] == [
        (NEURON, "01_single_neuron (2).py"),
        (SGD, "03_sgd.py"),
    ]
    assert {(one.learner, one.home, one.account) for one in found} == {("lee", HOME, Account("7"))}


def test_a_file_may_stand_for_an_exercise_that_it_is_not_named_after():
    found = found_in(file("mine.py"), LearnerFiles("lee", HOME), NEURON)
    assert (found.exercise, found.file.path, found.is_missing) == (NEURON, HOME / "mine.py", False)
