"""A class, end to end: partial credit, nothing lost, the same bytes in every run."""

import json
import shutil
from pathlib import Path

import pytest

from grader.pipeline import Options, exit_code, run
from grader.records import Status
from grader.report.json_file import to_json
from tests.conftest import REPOSITORY

CASES = REPOSITORY / "tests" / "submissions"


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    """Six learners: right, wrong, endless, unreadable, leaving Python, untouched."""
    root = tmp_path_factory.mktemp("class")
    for name, case in (
        ("ada", "right_einsum_dots"),
        ("bob", "wrong_neuron_bias_missing"),
        ("eve", "wrong_linear_endless_loop"),
    ):
        shutil.copytree(CASES / case, root / name)
    (root / "kim").mkdir()
    (root / "kim" / "02_deep_network.ipynb").write_bytes(b"\xff not a notebook")
    (root / "lee").mkdir()
    (root / "lee" / "02_deep_network.py").write_text(
        "def relu(x):\n    import os; os._exit(0)\n\ndef relu_unit(x, w, b):\n    return ((\n"
    )
    shutil.copytree(REPOSITORY / "exercises", root / "max")
    return root


@pytest.fixture(scope="module")
def book(classroom):
    return run([classroom], Options(timeout=10, jobs=2))


def statuses(book, learner):
    (found,) = [one for one in book.submissions if one.learner == learner]
    return {t.task: t.status for e in found.exercises for t in e.tasks}


def test_every_learner_is_there_in_order(book):
    assert [one.learner for one in book.submissions] == ["ada", "bob", "eve", "kim", "lee", "max"]


def test_one_mistake_costs_one_task(book):
    bob = statuses(book, "bob")
    assert bob.pop("neuron") is Status.FAILED
    assert set(bob.values()) == {Status.PASSED}


def test_an_endless_loop_costs_one_task(book):
    eve = statuses(book, "eve")
    assert eve.pop("linear_unit") is Status.TIMEOUT
    assert set(eve.values()) == {Status.PASSED}


def test_an_unreadable_file_is_told_and_ends_nothing(book):
    assert set(statuses(book, "kim").values()) == {Status.ERROR}


def test_leaving_python_earns_nothing_and_a_syntax_error_is_one(book):
    lee = statuses(book, "lee")
    assert lee["relu"] is Status.ERROR
    assert lee["relu_unit"] is Status.ERROR
    assert lee["build_deep_network"] is Status.NOT_ATTEMPTED


def test_untouched_stubs_are_not_attempted(book):
    assert set(statuses(book, "max").values()) == {Status.NOT_ATTEMPTED}


def test_the_exit_code_says_there_is_something_to_fix(book):
    assert exit_code(book) == 1


def test_scores_add_up(book):
    for one in book.submissions:
        assert one.score == sum(e.score for e in one.exercises)
        for exercise in one.exercises:
            assert exercise.score == sum(t.score for t in exercise.tasks)
            assert exercise.max_score == 10


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_same_class_gives_the_same_bytes_whatever_the_jobs(book, classroom, jobs):
    again = run([classroom], Options(timeout=10, jobs=jobs))
    assert to_json(again, 9) == to_json(book, 9)
    json.loads(to_json(again, 9))


def test_progress_counts_every_submission(classroom):
    seen = []
    run([classroom / "max"], Options(), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_class_in_an_archive_gets_the_same_grades(tmp_path, classroom, book):
    for learner in ("ada", "kim", "max"):
        shutil.copytree(classroom / learner, tmp_path / "some" / learner)
    archive = shutil.make_archive(str(tmp_path / "some"), "zip", tmp_path / "some")
    packed = run([Path(archive)], Options(timeout=10, jobs=2))
    assert [one.learner for one in packed.submissions] == ["ada", "kim", "max"]
    for learner in ("ada", "kim", "max"):
        assert statuses(packed, learner) == statuses(book, learner)
    assert packed.submissions[0].exercises[0].file.startswith(archive)
