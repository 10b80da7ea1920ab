"""`autograder.py` in a learner's checkout, as Classroom 50 runs it."""

import json
import runpy
import shutil
import subprocess
import sys

import pytest

from grader import __version__
from grader.packaging.classroom50 import classroom50
from tests.conftest import REPOSITORY
from tests.packaging.service import (
    BROKEN,
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
ENTRY_POINT = REPOSITORY / "grader" / "packaging" / "entry_points" / "autograder.py"
NO_NETWORK = {"PIP_NO_INDEX": "1", "PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_FIND_LINKS": ""}


@pytest.fixture(scope="module")
def service(course, tmp_path_factory):
    """Return a function that grades a checkout. Set-up, which may use the network, is done."""
    top = tmp_path_factory.mktemp("classroom50")
    bundle = write_files(top / "bundle", classroom50(course))
    environment = environment_with_libraries(top / "environment")
    python = sys.executable

    def run(checkout, script=bundle / "autograder.py", **variables):
        given = SYSTEM | GIVEN | {"CLASSROOM50_BUNDLE_DIR": str(bundle)} | NO_NETWORK
        given |= {"DL_GRADER_ENVIRONMENT": str(environment)} | variables
        done = subprocess.run(
            [python, script],
            cwd=checkout,
            env=given,
            capture_output=True,
            text=True,
            timeout=600,
        )
        result = checkout / "result.json"
        return done, json.loads(result.read_text("utf-8")) if result.is_file() else None

    return run


@pytest.fixture(scope="module")
def entry_point():
    """Return the names that `autograder.py` defines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", list(sys.path))
        return runpy.run_path(str(ENTRY_POINT), run_name="autograder")


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
def test_the_state_of_the_commit_and_a_line_on_it_are_outputs(service, checkout, tmp_path):
    """The runner adds outputs of its own before, and takes the last value of each."""
    output = tmp_path / "output"
    output.write_text("baseline-sha=abc\n")
    service(checkout, GITHUB_OUTPUT=str(output))
    assert output.read_text("utf-8").splitlines() == [
        "baseline-sha=abc",
        "status=failure",
        "summary=10 of 30 points. Next: 02_deep_network.relu",
    ]


@pytest.mark.parametrize(
    ("statuses", "state", "line"),
    [
        (["passed"], "success", "1 of 2 points."),
        (["passed", "not_attempted"], "failure", "1 of 2 points. Next: 01_a.f1"),
        (["not_attempted", "skipped", "timeout"], "failure", "1 of 2 points. Fix first: 01_a.f2"),
        (
            ["broken", "passed"],
            "success",
            "1 of 2 points. Internal error of the grader in 1 of 2 checks: no points lost.",
        ),
    ],
)
def test_the_state_is_that_of_the_checks(entry_point, tmp_path, monkeypatch, statuses, state, line):
    output = tmp_path / "output"
    monkeypatch.setenv("GITHUB_OUTPUT", str(output))
    tests = [
        {"test-name": f"01_a.f{number}.check", "status": status}
        for number, status in enumerate(statuses)
    ]
    entry_point["tell"]({"score": 1, "max-score": 2, "tests": tests})
    assert output.read_text("utf-8") == f"status={state}\nsummary={line}\n"


@pytest.mark.parametrize("name", ["x" * 500, "a\nstatus=success", "a\r::error::b", "a\u2028b"])
def test_the_line_is_one_line_that_github_takes(entry_point, name):
    test = {"test-name": f"{name}.f.check", "status": "failed"}
    line = entry_point["summary"]({"score": 1, "max-score": 2, "tests": [test]})
    assert len(line) <= 140
    assert line.splitlines() == [line]
    assert line.startswith("1 of 2 points. Fix first: ")


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


def test_an_autograder_without_the_files_beside_it_says_where_they_go(service, checkout, tmp_path):
    """As if it were set as the default of a classroom, which is a single file."""
    alone = write_files(tmp_path / "alone", {"autograder.py": b""}) / "autograder.py"
    alone.write_bytes(ENTRY_POINT.read_bytes())
    done, result = service(checkout, script=alone, CLASSROOM50_BUNDLE_DIR="")
    assert (done.returncode, result) == (1, None)
    (line,) = done.stderr.splitlines()
    assert "expected one file dl_grader-*.whl" in line
    assert "CLASSROOM/autograders/ASSIGNMENT" in line


def other_versions(folder):
    """Return the path of an autograder that supports only Python 3.98 and 3.99."""
    source = ENTRY_POINT.read_text("utf-8")
    assert "VERSIONS = ((3, 10), (3, 13))" in source
    script = folder / "other.py"
    script.write_text(source.replace("((3, 10), (3, 13))", "((3, 98), (3, 99))"))
    return script


def test_another_python_is_found_if_the_service_starts_one_that_is_not_supported(
    service, checkout, tmp_path
):
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "python3.99").write_text('#!/bin/sh\necho "$@" >&2\nexit 9\n')
    (programs / "python3.98").write_text('#!/bin/sh\n[ "$2" = -c ] || { echo "$@" >&2; exit 9; }\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    new = {"DL_GRADER_ENVIRONMENT": str(tmp_path / "new")}
    done, _ = service(checkout, other_versions(tmp_path), PATH=str(programs), **new)
    assert f"-I -m venv {tmp_path / 'new'}" in done.stderr
    done, result = service(checkout, other_versions(tmp_path), PATH="", **new)
    assert (done.returncode, result) == (1, None)
    assert "expected Python 3.10 to 3.13, found" in done.stderr
    assert "runtime block" in done.stderr


@pytest.mark.slow
def test_another_grader_with_the_same_version_number_is_replaced(service, checkout, tmp_path):
    environment = environment_with_libraries(tmp_path / "image")
    (packages,) = (environment / "lib").glob("python3.*/site-packages")
    folder = f"dl_grader-{__version__}.dist-info"
    files = {
        "grader/__init__.py": b"raise SystemExit('another grader')",
        f"{folder}/METADATA": f"Name: dl-grader\nVersion: {__version__}\n".encode(),
        f"{folder}/INSTALLER": b"pip",
    }
    record = "".join(f"{name},,\n" for name in (*files, f"{folder}/RECORD"))
    write_files(packages, files | {f"{folder}/RECORD": record.encode()})
    done, result = service(checkout, DL_GRADER_ENVIRONMENT=str(environment))
    assert done.returncode == 0, done.stderr
    assert result["score"] == 10


@pytest.mark.slow
def test_the_environment_of_an_image_is_used_whatever_python_starts(service, checkout, tmp_path):
    done, result = service(checkout, other_versions(tmp_path))
    assert done.returncode == 0, done.stderr
    assert result["score"] == 10


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
