"""`autograder.py` in a learner's checkout, as Classroom 50 runs it."""

import json
import shutil
import subprocess
import sys

import pytest

from grader.packaging.classroom50 import classroom50
from tests.conftest import REPOSITORY
from tests.packaging.service import (
    SYSTEM,
    environment_with_libraries,
    hostile_checkout,
    write_files,
)

GIVEN = {
    "CLASSROOM": "dl-2026",
    "ASSIGNMENT": "first-steps",
    "SUBMISSION_TAG": "submit/20261130T120000Z",
    "COMMIT_URL": "https://example.org/lee/commit/1",
    "RELEASE_URL": "https://example.org/lee/release/1",
    "OWNER": "lee",
}
NO_NETWORK = {"PIP_NO_INDEX": "1", "PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_FIND_LINKS": ""}


@pytest.fixture(scope="module")
def service(course, tmp_path_factory):
    """Return a function that grades a checkout. Set-up, which may use the network, is done."""
    top = tmp_path_factory.mktemp("classroom50")
    bundle = write_files(top / "bundle", classroom50(course))
    environment = environment_with_libraries(top / "environment")
    python = sys.executable

    def run(checkout, **variables):
        given = SYSTEM | GIVEN | {"CLASSROOM50_BUNDLE_DIR": str(bundle)} | NO_NETWORK
        given |= {"DL_GRADER_ENVIRONMENT": str(environment)} | variables
        done = subprocess.run(
            [python, bundle / "autograder.py"],
            cwd=checkout,
            env=given,
            capture_output=True,
            text=True,
            timeout=600,
        )
        result = checkout / "result.json"
        return done, json.loads(result.read_text("utf-8")) if result.is_file() else None

    return run


@pytest.fixture
def checkout(tmp_path):
    folder = tmp_path / "checkout"
    shutil.copytree(REPOSITORY / "exercises", folder / "exercises")
    shutil.copyfile(
        REPOSITORY / "solutions" / "01_single_neuron.py",
        folder / "exercises" / "01_single_neuron.py",
    )
    return folder


def test_a_checkout_is_graded_out_of_the_whole_course_without_network(service, checkout):
    done, result = service(checkout)
    assert done.returncode == 0, done.stderr
    assert result["schema"] == "classroom50/result/v1"
    assert (result["score"], result["max-score"]) == (10, 30)
    assert sum(test["score"] for test in result["tests"]) == 10
    assert sum(test["max-score"] for test in result["tests"]) == 30
    assert "10 of 30 points" in (checkout / "release-body.md").read_text("utf-8")


@pytest.mark.slow
def test_a_hostile_checkout_gets_the_same_result_and_runs_nothing_of_its_own(service, checkout):
    _, honest = service(checkout)
    hostile_checkout(checkout)
    done, result = service(checkout)
    assert done.returncode == 0, done.stderr
    assert result == honest
    assert "FORGED" not in done.stdout + done.stderr
    assert not list(checkout.rglob("forged"))


@pytest.mark.slow
def test_a_result_that_is_a_link_or_a_folder_is_replaced(service, checkout, tmp_path):
    other = tmp_path / "someone-else"
    other.write_text("theirs")
    (checkout / "result.json").symlink_to(other)
    (checkout / "release-body.md").mkdir()
    done, result = service(checkout)
    assert done.returncode == 0, done.stderr
    assert result["score"] == 10
    assert other.read_text() == "theirs"


@pytest.mark.slow
def test_a_checkout_without_any_exercise_gets_zero_and_is_told_why(service, tmp_path):
    done, result = service(tmp_path)
    assert done.returncode == 0, done.stderr
    assert (result["score"], result["max-score"]) == (0, 30)
    assert {test["status"] for test in result["tests"]} == {"not_attempted"}
    assert all("was handed in" in test["message"] for test in result["tests"])


def test_a_grader_that_cannot_run_is_an_infrastructure_error_and_leaves_no_result(
    service, checkout
):
    (checkout / "result.json").write_text('{"score": 30}')
    done, result = service(checkout, CLASSROOM="")
    assert done.returncode != 0
    assert result is None
    assert "CLASSROOM is not set" in done.stderr


@pytest.mark.slow
def test_an_internal_error_costs_no_points_and_is_named(course, tmp_path, checkout):
    files = classroom50(course)
    lesson = "course/grader/lessons/01_single_neuron.py"
    broken = files[lesson].decode().replace("EXERCISE = Exercise(", BROKEN + "EXERCISE = Exercise(")
    bundle = write_files(tmp_path / "bundle", files | {lesson: broken.encode()})
    environment = environment_with_libraries(tmp_path / "environment")
    done = subprocess.run(
        [sys.executable, bundle / "autograder.py"],
        cwd=checkout,
        env=SYSTEM | GIVEN | {"DL_GRADER_ENVIRONMENT": str(environment)},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads((checkout / "result.json").read_text("utf-8"))
    told = [test for test in result["tests"] if test["status"] == "broken"]
    assert told
    assert all((test["score"], test["max-score"]) == (0, 0) for test in told)
    assert all("costs no points" in test["message"] for test in told)
    assert result["score"] == result["max-score"] - 20


BROKEN = """
def _broken(*_answers, **_named):
    raise RuntimeError("a mistake of the course")


values.equal = _broken
"""
