"""A class from end to end: partial credit, no lost submission, the same bytes in every run."""

import json
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest

from grader.commands.grade import exit_code
from grader.options import Options
from grader.pipeline import run
from grader.records import Status
from grader.report.json_file import to_json
from grader.report.presenter import present
from grader.session import Settings
from tests.conftest import REPOSITORY, SUBMISSIONS, graded

NEURON = "01_single_neuron"


def place(root: Path, learner: str, answer: str) -> None:
    (root / learner).mkdir(parents=True)
    shutil.copy(SUBMISSIONS / NEURON / f"{answer}.py", root / learner / f"{NEURON}.py")


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    """Six learners: right, wrong, endless, unreadable, exiting Python, untouched."""
    root = tmp_path_factory.mktemp("class")
    place(root, "ada", "right/einsum_dots")
    place(root, "bob", "neuron/bias_missing")
    place(root, "eve", "linear_unit/endless_loop")
    (root / "kim").mkdir()
    (root / "kim" / "02_deep_network.ipynb").write_bytes(b"\xff not a notebook")
    (root / "lee").mkdir()
    (root / "lee" / "02_deep_network.py").write_text(
        "def relu(x):\n    import os; os._exit(0)\n\ndef relu_unit(x, w, b):\n    return ((\n"
    )
    shutil.copytree(REPOSITORY / "exercises", root / "max")
    return root


@pytest.fixture(scope="module")
def book(classroom, course, session):
    return run([classroom], course, session, Options(timeout=5))


def json_of(book) -> str:
    return to_json(present(book, 9))


def statuses(book, learner):
    (found,) = [one for one in book.learners if one.learner == learner]
    return {t.task: t.status for e in found.exercises for t in e.tasks}


def test_every_learner_is_in_the_gradebook_in_order(book):
    assert [one.learner for one in book.learners] == ["ada", "bob", "eve", "kim", "lee", "max"]


def test_one_mistake_costs_one_task(book):
    bob = statuses(book, "bob")
    assert bob.pop("neuron") is Status.FAILED
    assert set(bob.values()) == {Status.PASSED, Status.NOT_ATTEMPTED}


def test_an_endless_loop_costs_one_task(book):
    eve = statuses(book, "eve")
    assert eve.pop("linear_unit") is Status.TIMEOUT
    assert set(eve.values()) == {Status.PASSED, Status.NOT_ATTEMPTED}


def test_an_unreadable_file_is_reported_and_does_not_end_the_run(book):
    (kim,) = [one for one in book.learners if one.learner == "kim"]
    (exercise,) = [one for one in kim.exercises if one.file]
    assert {task.status for task in exercise.tasks} == {Status.ERROR}


def test_exiting_python_earns_nothing_and_a_syntax_error_is_an_error(book):
    lee = statuses(book, "lee")
    assert lee["relu"] is Status.ERROR
    assert lee["relu_unit"] is Status.ERROR
    assert lee["build_deep_network"] is Status.NOT_ATTEMPTED


def test_untouched_stubs_are_not_attempted(book):
    assert set(statuses(book, "max").values()) == {Status.NOT_ATTEMPTED}


def test_the_exit_code_is_1_if_there_is_something_to_fix(book):
    assert exit_code(book) == 1


def test_scores_add_up(book, course):
    for one in book.learners:
        assert one.score == sum(e.score for e in one.exercises)
        for exercise in one.exercises:
            assert exercise.score == sum(t.score for t in exercise.tasks)
            assert exercise.max_score == course.exercise(exercise.exercise).max_score


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 3])
def test_the_same_class_gives_the_same_bytes_for_any_number_of_jobs(book, classroom, course, jobs):
    again = graded([classroom], course, Settings(jobs=jobs), timeout=5)
    assert json_of(again) == json_of(book)
    json.loads(json_of(again))


def test_progress_counts_every_submission_and_tells_of_the_start(classroom, course, session):
    seen = []

    @contextmanager
    def progress(total):
        yield lambda done, now: seen.append((done, total, now))

    run([classroom / "ada", classroom / "max"], course, session, Options(progress=progress))
    total = 2 * len(course.exercises)  # ada's missing exercises count too
    assert seen == [
        (total - 1, total, "starting TensorFlow"),
        (total - 1, total, "grading"),
        (total, total, "grading"),
    ]
    seen.clear()
    run([classroom / "max"], course, session, Options(progress=progress))
    assert seen == [(len(course.exercises), len(course.exercises), "grading")]


def test_a_class_in_an_archive_gets_the_same_grades(tmp_path, classroom, book, course, session):
    for learner in ("ada", "kim", "max"):
        shutil.copytree(classroom / learner, tmp_path / "some" / learner)
    archive = shutil.make_archive(str(tmp_path / "some"), "zip", tmp_path / "some")
    packed = run([Path(archive)], course, session, Options(timeout=5))
    assert [one.learner for one in packed.learners] == ["ada", "kim", "max"]
    for learner in ("ada", "kim", "max"):
        assert statuses(packed, learner) == statuses(book, learner)
    assert packed.learners[0].exercises[0].file.startswith(archive)


HAS_COLUMNS = sys.version_info >= (3, 11)
PROMPTED = """\
>>> def linear_unit(x, w, b):
...     größe = '漢字'; return w * x + c
"""
INDENTED = "    def neuron(x, w, b):\n        return 0\n"
UNCLOSED = ">>> def build_neuron(n_inputs):\n...     return (n_inputs\n"
# Forges what the process says about the line.
FORGED = """\
def read_weights(model):
    from grader.runner import statements
    statements._columns = lambda *_: (2**40, 2**50)
    return model.weight
"""


def marks(submission: Path, sources: list[str], course, session) -> dict[str, tuple[int, int, str]]:
    """Return by task the cell, the line, and the part of that line which the columns mark."""
    (learner,) = json.loads(json_of(run([submission], course, session)))["submissions"]
    found = {}
    for task in learner["exercises"][0]["tasks"]:
        check = task["checks"][0]
        line = sources[check["cell"] - 1].split("\n")[check["line"] - 1]
        is_marked = check["column"] is not None
        part = line[check["column"] - 1 : check["end_column"] - 1] if is_marked else ""
        found[task["task"]] = (check["cell"], check["line"], part)
    return found


def test_places_have_the_columns_of_the_line_as_it_was_written(tmp_path, course, session):
    sources = [PROMPTED, INDENTED, UNCLOSED, FORGED]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    file = tmp_path / f"{NEURON}.ipynb"
    file.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), "utf-8")
    assert marks(file, sources, course, session) == {
        "linear_unit": (1, 2, "c" if HAS_COLUMNS else ""),
        "neuron": (2, 2, "0"),
        "build_neuron": (3, 2, "("),
        "read_weights": (4, 4, ""),
    }
