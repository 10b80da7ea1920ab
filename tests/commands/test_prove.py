"""Proving a course: what does not hold is told, and a course author's twenty lines are enough."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from grader.commands.prove import prove_course
from grader.course.prove import load_case
from grader.errors import CourseError
from tests.conftest import REPOSITORY

SOLUTION = REPOSITORY / "solutions" / "02_deep_network.py"


def case(folder, name, source, **tasks):
    (folder / name).mkdir()
    (folder / name / "02_deep_network.py").write_text(source)
    expected = {"about": "a test", "exercise": "02_deep_network", "tasks": tasks}
    (folder / name / "expected.json").write_text(json.dumps(expected))


def test_false_expectations_are_told_one_by_one(tmp_path, capsys):
    right = SOLUTION.read_text()
    wrong = right.replace("np.maximum(0.0, x)", "np.minimum(0.0, x)")
    failed = {"status": "failed"}
    case(tmp_path, "honest", wrong, relu=failed | {"says": ["minimum"]}, relu_unit=failed)
    case(tmp_path, "too_strict", right, relu=failed)
    case(tmp_path, "too_kind", wrong, relu=failed)
    case(tmp_path, "other_words", wrong, relu=failed | {"says": ["maximum!"]}, relu_unit=failed)
    assert prove_course(tmp_path) == 1
    told = capsys.readouterr().out
    assert "honest" not in told
    assert "too_strict, relu: must be failed, is passed" in told
    assert "too_kind, relu_unit: must be passed, is failed" in told
    assert "other_words, relu: must say 'maximum!'" in told
    assert "NOT proven" in told


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"about": "x"}',
        '{"about": "x", "exercise": "y", "tasks": {"t": {"status": "ok"}}}',
    ],
)
def test_an_expectation_that_is_none_is_our_own_error(tmp_path, content):
    (tmp_path / "expected.json").write_text(content)
    with pytest.raises(CourseError, match=r"expected\.json"):
        load_case(tmp_path)


def test_the_lesson_in_contributing_is_a_whole_exercise(tmp_path):
    """The four files that CONTRIBUTING names are all it takes: `grade prove` takes them up."""
    for name in ("grader", "exercises", "solutions"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    text = (REPOSITORY / "CONTRIBUTING.md").read_text()
    (lesson,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len([line for line in lesson.splitlines() if line.strip()]) <= 20
    stub = 'def double(x):\n    """Return 2*x."""\n    raise NotImplementedError\n'
    right = stub.replace("raise NotImplementedError", "return 2 * x")
    wrong = stub.replace("raise NotImplementedError", "return x**2")
    (tmp_path / "grader" / "lessons" / "04_double.py").write_text(lesson)
    (tmp_path / "exercises" / "04_double.py").write_text(stub)
    (tmp_path / "solutions" / "04_double.py").write_text(right)
    folder = tmp_path / "tests" / "submissions" / "wrong_double_squares"
    folder.mkdir(parents=True)
    (folder / "04_double.py").write_text(wrong)
    expected = {"double": {"status": "failed", "says": ["square"]}}
    (folder / "expected.json").write_text(
        json.dumps({"about": "squares", "exercise": "04_double", "tasks": expected})
    )
    done = subprocess.run(
        [sys.executable, "-m", "grader", "prove"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 exercises" in done.stdout
    assert "1 wrong" in done.stdout
