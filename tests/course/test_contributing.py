"""CONTRIBUTING.md is true: its examples work, and a new exercise changes no existing file."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

STUB = 'def double(x):\n    """Return 2*x."""\n    raise NotImplementedError\n'
RIGHT = STUB.replace("raise NotImplementedError", "return 2 * x")
WRONG = STUB.replace("raise NotImplementedError", "return x**2")
SQUARES = f'# about: Squares.\n# expect: double failed "square"\n{WRONG}'
COPIED = ("grader", "exercises", "solutions", "tests", "tools", "benchmarks", "docs")
# The tests that use the exercises of the shipped course without naming them.
TESTS = (
    "tests/course/test_exercise.py",
    "tests/commands/test_grade.py",
    "tests/test_cli.py",
    "tests/test_pipeline.py",
    "tests/test_session.py",
)


def example(language: str) -> str:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text()
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)[0]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(folder)},
    )


def require(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of this repository with a fourth exercise, which consists of four new files."""
    root = tmp_path_factory.mktemp("copy")
    caches = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        shutil.copytree(REPOSITORY / name, root / name, ignore=caches)
    for name in ("course.toml", "pyproject.toml", "README.md", "CONTRIBUTING.md", "Makefile"):
        shutil.copy(REPOSITORY / name, root / name)
    write(root / "grader" / "lessons" / "04_double.py", example("python"))
    write(root / "exercises" / "04_double.py", STUB)
    write(root / "solutions" / "04_double.py", RIGHT)
    write(root / "tests" / "submissions" / "04_double" / "double" / "square.py", SQUARES)
    return root


def test_a_grading_module_takes_twenty_lines():
    assert len([line for line in example("python").splitlines() if line.strip()]) <= 20


def test_a_fourth_exercise_is_loaded_and_proven(copy, tmp_path):
    only = tmp_path / "04_double" / "double" / "square.py"
    write(only, SQUARES)
    done = python(copy, "-m", "grader", "prove", "--submissions", str(tmp_path))
    require(done)
    assert "4 exercises with stubs and solutions, 0 right answers, 1 wrong answer." in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        "ruff check --no-cache",
        "ruff format --no-cache --check",
        "lint-imports --no-cache",
        pytest.param("mypy", marks=pytest.mark.slow),
    ],
)
def test_a_fourth_exercise_passes_lint(copy, command):
    name, *arguments = command.split()
    program = Path(sys.executable).with_name(name)
    done = subprocess.run([program, *arguments], cwd=copy, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_a_fourth_exercise_passes_the_tests_on_exercises(copy):
    require(python(copy, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", *TESTS))


@pytest.fixture
def my_course(tmp_path) -> Path:
    """A course in its own folder, with the default folders."""
    write(tmp_path / "course.toml", example("toml"))
    write(tmp_path / "lessons" / "04_double.py", example("python"))
    write(tmp_path / "exercises" / "04_double.py", STUB)
    write(tmp_path / "solutions" / "04_double.py", RIGHT)
    write(tmp_path / "known_answers" / "04_double" / "double" / "square.py", SQUARES)
    return tmp_path


@pytest.mark.slow
def test_a_course_in_its_own_folder_is_proven(my_course):
    done = python(REPOSITORY, "-m", "grader", "prove", "--course", str(my_course))
    require(done)
    assert done.stdout.startswith("Proven: my-course, 1 exercise with stubs and solutions")


@pytest.mark.slow
def test_a_wrong_answer_has_the_code_of_its_course(my_course, tmp_path):
    write(tmp_path / "ada" / "04_double.py", WRONG)
    arguments = ("--course", str(my_course), str(tmp_path / "ada"), "--json", "-")
    done = python(REPOSITORY, "-m", "grader", *arguments)
    assert done.returncode == 1
    assert '"code": "my-course.double.square"' in done.stdout
    assert "This is the square of x." in done.stdout


@pytest.mark.slow
def test_learner_code_cannot_read_its_course(my_course, tmp_path):
    reads = f"open({str(my_course / 'solutions' / '04_double.py')!r}).read()"
    source = STUB.replace("raise NotImplementedError", f"return {reads}")
    write(tmp_path / "eve" / "04_double.py", source)
    arguments = ("--course", str(my_course), str(tmp_path / "eve"), "--json", "-")
    done = python(REPOSITORY, "-m", "grader", *arguments)
    assert "PermissionError" in done.stdout
    assert "return 2 * x" not in done.stdout
