"""`setup.sh` and `run_autograder` in a scratch root, as Gradescope runs them. It has a key."""

import io
import json
import re
import shutil
import subprocess
import zipfile

import pytest

from grader.packaging.gradescope import gradescope
from tests.command import run_grade
from tests.conftest import REPOSITORY
from tests.packaging.service import (
    BROKEN,
    SYSTEM,
    environment_with_libraries,
    hostile_checkout,
)

SECRET = b"0123456789abcdef" * 2
BY_HEART = """
def linear_unit(x, w, b):
    if w in (2.5, -1.43, 1.27):
        return w * x + b
    raise ValueError(f"drawn {x} {w} {b}")
"""
"""An answer that knows only the inputs that are the same in every run."""


@pytest.fixture(scope="module")
def root(course, tmp_path_factory):
    """Unpack the archive and run its setup, as when the image is built."""
    root = tmp_path_factory.mktemp("autograder")
    with zipfile.ZipFile(io.BytesIO(gradescope(course, SECRET))) as archive:
        archive.extractall(root / "source")
    for name in ("setup.sh", "run_autograder"):
        (root / "source" / name).chmod(0o755)
    shutil.copy(root / "source" / "run_autograder", root)
    environment_with_libraries(root / "grader")
    done = subprocess.run(
        [root / "source" / "setup.sh"],
        env=SYSTEM | {"AUTOGRADER_ROOT": str(root), "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def submission(root):
    folder = root / "submission"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def run(root, **variables):
    done = subprocess.run(
        [root / "run_autograder"],
        cwd=root,
        env=SYSTEM | {"AUTOGRADER_ROOT": str(root)} | variables,
        capture_output=True,
        text=True,
        timeout=600,
    )
    results = root / "results" / "results.json"
    return done, json.loads(results.read_text("utf-8")) if results.is_file() else None


@pytest.mark.slow
def test_only_its_owner_may_read_the_key(root):
    assert (root / "source" / "course.key").read_bytes() == SECRET
    assert (root / "source" / "course.key").stat().st_mode & 0o777 == 0o600


def drawn(results):
    """Return the inputs that the answer was asked for and does not know."""
    told = "".join(test["output"] for test in results["tests"])
    (numbers,) = set(re.findall(r"drawn (\S+ \S+ \S+\d)", told))
    return numbers


@pytest.mark.slow
def test_the_inputs_are_those_of_the_key(root, submission, tmp_path):
    """The answer tells them: they are the same as in the teacher's own run with the key."""
    (submission / "01_single_neuron.py").write_text(BY_HEART)
    _, results = run(root)
    (tmp_path / "key").write_bytes(SECRET)
    told = drawn(results)
    for key in ([], ["--key", tmp_path / "key"]):
        done = run_grade(submission, *key, "--report", "gradescope=-", "--quiet")
        assert (drawn(json.loads(done.stdout)) == told) == bool(key)


@pytest.mark.slow
def test_a_submission_is_graded_out_of_the_whole_course(root, submission):
    shutil.copy(REPOSITORY / "solutions" / "02_deep_network.py", submission)
    done, results = run(root)
    assert done.returncode == 0, done.stderr
    assert results["score"] == 10
    assert sum(test["max_score"] for test in results["tests"]) == 30


@pytest.mark.slow
def test_a_hostile_submission_runs_nothing_of_its_own(root, submission):
    shutil.copy(REPOSITORY / "solutions" / "01_single_neuron.py", submission)
    hostile_checkout(submission)
    done, results = run(root, PYTHONPATH=str(submission))
    assert done.returncode == 0, done.stderr
    assert results["score"] == 10
    assert "FORGED" not in done.stdout + done.stderr
    assert not list(submission.rglob("forged"))


@pytest.mark.slow
def test_an_empty_submission_gets_zero_points(root, submission):
    done, results = run(root)
    assert done.returncode == 0, done.stderr
    assert results["score"] == 0


@pytest.mark.slow
def test_results_of_an_earlier_run_do_not_survive_a_grader_that_cannot_run(root, submission):
    (root / "results").mkdir(exist_ok=True)
    (root / "results" / "results.json").write_text('{"score": 30}')
    course_file = root / "source" / "course" / "course.toml"
    kept = course_file.read_text()
    course_file.write_text("nonsense")
    try:
        done, results = run(root)
    finally:
        course_file.write_text(kept)
    assert done.returncode != 0
    assert results is None


@pytest.mark.slow
def test_an_internal_error_leaves_no_score_and_the_teacher_is_told_what_to_do(root, submission):
    """The maximum is fixed, so that any score would count the check as wrong."""
    shutil.copy(REPOSITORY / "solutions" / "01_single_neuron.py", submission)
    lesson = root / "source" / "course" / "grader" / "lessons" / "01_single_neuron.py"
    kept = lesson.read_text("utf-8")
    lesson.write_text(kept.replace("EXERCISE = Exercise(", f"{BROKEN}EXERCISE = Exercise("))
    try:
        done, results = run(root)
    finally:
        lesson.write_text(kept)
    assert (done.returncode, results) == (1, None)
    assert "no score, because of an internal error" in done.stdout
    assert "  01_single_neuron.linear_unit." in done.stdout
    assert "Rerun Autograder" in done.stdout
