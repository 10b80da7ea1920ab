"""Bundles install and grade, and contain neither solutions nor known answers."""

import ast
import io
import stat
import subprocess
import sys
import sysconfig
import zipfile

import pytest

from grader.course.load import load_folder
from grader.packaging.classroom50 import classroom50
from grader.packaging.gradescope import gradescope
from grader.packaging.wheel import wheel_name
from tests.conftest import SUBMISSIONS

FORMULA = 30
"""Characters of `return w * x + b` and the like."""


def unpacked(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def all_files(files):
    """Return the files, and in place of the wheel the files in it."""
    return files | unpacked(files[wheel_name()])


@pytest.fixture(scope="module")
def public(course):
    return classroom50(course)


@pytest.fixture(scope="module", params=["classroom50", "gradescope"])
def bundle(request, course):
    return classroom50(course) if request.param == "classroom50" else unpacked(gradescope(course))


def bodies(source):
    """Yield the statements of each function of a file, as text."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            for statement in node.body:
                yield ast.get_source_segment(source, statement)


def test_a_bundle_contains_no_statement_of_a_solution_that_the_stub_lacks(bundle, course):
    """Grading modules compute expected results, so a formula of one line may stand in them."""
    files = {
        name: content.decode("utf-8", "replace") for name, content in all_files(bundle).items()
    }
    searched = 0
    for name, solution in course.solutions.items():
        stub = course.stubs[name].read_text("utf-8")
        for statement in bodies(solution.read_text("utf-8")):
            if statement not in stub and len(statement) > 12:
                searched += 1
                found = {name for name, text in files.items() if statement in text}
                if len(statement) <= FORMULA:
                    found -= {f"course/grader/lessons/{name}.py"}
                assert not found, statement
    assert searched > 10


def test_a_bundle_contains_no_known_answer_and_no_file_named_like_one(bundle):
    contents = set(all_files(bundle).values())
    known = [path.read_bytes() for path in SUBMISSIONS.rglob("*.py")]
    assert len(known) > 300
    assert not contents & set(known)
    parts = {part for name in all_files(bundle) for part in name.split("/")}
    assert not parts & {"solutions", "submissions", "known_answers", "tests", "shipped"}


def test_no_bundle_has_a_key_unless_it_is_given(bundle):
    assert not [name for name in all_files(bundle) if name.endswith("course.key")]


def test_the_course_of_a_bundle_is_the_course_that_was_proven(bundle, course, tmp_path):
    for name, content in bundle.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    loaded = load_folder(tmp_path / "course")
    assert (loaded.name, loaded.fingerprint) == (course.name, course.fingerprint)
    assert loaded.names == course.names


def test_the_files_for_classroom50_are_no_more_than_it_fetches(public):
    """It packs the folder of an assignment into an archive, which may have 10 MB."""
    assert sum(map(len, public.values())) < 10 * 1024 * 1024


def test_a_bundle_is_the_same_bytes_every_time(course, public):
    assert classroom50(course) == public
    assert gradescope(course) == gradescope(course)


def test_the_scripts_that_gradescope_runs_are_executable_and_lie_at_the_top(course):
    with zipfile.ZipFile(io.BytesIO(gradescope(course))) as archive:
        for name in ("setup.sh", "run_autograder"):
            assert archive.getinfo(name).external_attr >> 16 & stat.S_IXUSR


@pytest.mark.slow
def test_the_wheel_in_a_bundle_installs_with_pip_and_provides_the_command(public, tmp_path):
    wheel = tmp_path / wheel_name()
    wheel.write_bytes(public[wheel_name()])
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    (packages,) = (tmp_path / "venv" / "lib").glob("python3.*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True)
    checked = subprocess.run([python, "-m", "pip", "show", "-f", "dl-grader"], capture_output=True)
    assert b"grader/packaging/entry_points/autograder.py" in checked.stdout
    grade = tmp_path / "venv" / "bin" / "grade"
    done = subprocess.run([grade, "--version"], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    where = "import grader; print(grader.__file__)"
    found = subprocess.run([python, "-c", where], capture_output=True, text=True, cwd=tmp_path)
    assert found.stdout.startswith(str(tmp_path))
