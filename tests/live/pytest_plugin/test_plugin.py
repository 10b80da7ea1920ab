"""The pytest plugin, in a pytest of its own, on real exercise files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.commands.handout import as_notebook
from tests.command import EXERCISES
from tests.conftest import REPOSITORY

NEURON, DEEP = EXERCISES / "01_single_neuron.py", EXERCISES / "02_deep_network.py"
STUB = "    raise NotImplementedError"

REPORT = """
import json, sys

def pytest_sessionfinish(session):
    names = [name for name in sys.modules if name.split(".")[0] in ("grader", "tensorflow")]
    with open("modules.json", "w") as opened:
        json.dump(sorted(names), opened)
"""


def run_pytest(*arguments, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run pytest with an empty cache, so that `--lf` runs all."""
    with tempfile.TemporaryDirectory() as cache:
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-o", f"cache_dir={cache}", *map(str, arguments)],
            cwd=cwd,
            capture_output=True,
            text=True,
            env={**os.environ, "COLUMNS": "100", "PYTEST_ADDOPTS": ""},
            timeout=1800,
        )


def outcomes(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Return the outcome of each test, from the lines that -v prints."""
    lines = re.findall(r"^(\S+::\S+) (PASSED|FAILED|SKIPPED|ERROR)", done.stdout, re.MULTILINE)
    return {node: outcome.lower() for node, outcome in lines}


def answered(stub: Path, *answers: str) -> str:
    """Return a stub's text with the first tasks answered."""
    text = stub.read_text(encoding="utf-8")
    for answer in answers:
        text = text.replace(STUB, f"    {answer}", 1)
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A learner's folder: a script with a right answer, a wrong one and one that raises."""
    folder = tmp_path_factory.mktemp("learner") / "exercises"
    folder.mkdir()
    answers = ("return w * x + b", "return x @ ww + b", "print('hello')\n    return keras.Model()")
    source = f"open('imported', 'a').write('x')\n{answered(NEURON, *answers)}"
    (folder / NEURON.name).write_text(source)
    notebook = as_notebook(answered(DEEP, "return np.maximum(x, 1)"), {})
    (folder / "02_deep_network.ipynb").write_text(notebook)
    (folder / "notes.py").write_text("raise SystemExit('imported')")
    return folder


@pytest.fixture(scope="module")
def done(folder) -> subprocess.CompletedProcess[str]:
    """The whole folder, as `pytest exercises/` runs it."""
    return run_pytest("exercises/", "-v", "-rs", cwd=folder.parent)


def test_there_is_one_test_for_each_check_with_the_outcome_of_the_check(done):
    made = outcomes(done)
    script, notebook = "exercises/01_single_neuron.py", "exercises/02_deep_network.ipynb"
    assert made[f"{script}::linear_unit::one_number"] == "passed"
    assert made[f"{script}::linear_unit::whole_array"] == "passed"
    assert made[f"{script}::neuron::one_example"] == "failed"
    assert made[f"{script}::build_neuron::is_a_model"] == "failed"
    assert made[f"{script}::build_neuron::learns"] == "skipped"
    assert made[f"{script}::read_weights::two_things"] == "skipped"
    assert made[f"{notebook}::relu::one_number"] == "failed"
    assert made[f"{notebook}::relu_unit::one_example"] == "skipped"
    assert len(made) == 16
    assert done.returncode == 1


def test_a_failure_shows_the_message_the_hint_and_the_learners_line_to_jump_to(done, folder):
    lines = (folder / NEURON.name).read_text().splitlines()
    line = lines.index("    return x @ ww + b") + 1
    assert f"exercises/01_single_neuron.py:{line}: in neuron\n    return x @ ww + b" in done.stdout
    assert "E   NotRight: neuron([5, 2], [2, 1], 3.5) stopped with NameError" in done.stdout
    assert "Hint: With three inputs, how many products are there" in done.stdout
    if sys.version_info >= (3, 11):  # Python 3.10 does not know which part of the line it is.
        assert "^^" in done.stdout


def test_a_failure_in_a_notebook_names_the_cell(done):
    source = answered(DEEP, "return np.maximum(x, 1)")
    body = source.partition("def relu")[2].partition("return np.maximum")[0]
    line = 1 + body.count("\n")
    assert f"02_deep_network.ipynb, code cell 2, line {line}" in done.stdout
    assert "returned  1" in done.stdout


def test_no_line_of_the_grader_is_shown(done):
    assert "grader/live" not in done.stdout
    assert "Traceback" not in done.stdout


def test_what_is_not_attempted_is_skipped_with_its_reason(done, folder):
    text = (folder / NEURON.name).read_text()
    line = text[: text.index("def read_weights")].count("\n") + 1
    place = f"exercises/01_single_neuron.py:{line}"
    assert f"{place}: Not attempted yet: read_weights is not filled in." in done.stdout


def test_what_the_function_printed_is_shown(done):
    assert "hello" in done.stdout


def test_an_exercise_file_is_never_imported_whatever_the_options(done, folder):
    script = "exercises/01_single_neuron.py"
    importing = ("--doctest-modules", "--import-mode=importlib", "-o", "python_files=*.py")
    collected = run_pytest(script, *importing, "--collect-only", "-q", cwd=folder.parent)
    assert collected.stdout.count(f"{script}::") == 9
    assert not (folder / "imported").exists()
    assert not (folder.parent / "imported").exists()


@pytest.mark.slow
def test_a_single_check_is_graded_by_its_node_id(folder):
    node = "exercises/01_single_neuron.py::linear_unit::one_number"
    assert outcomes(run_pytest(node, "-v", cwd=folder.parent)) == {node: "passed"}


@pytest.mark.slow
def test_the_commands_of_the_documentation_can_be_run(folder):
    text = (REPOSITORY / "docs" / "practice.md").read_text(encoding="utf-8")
    commands = re.findall(r"^pytest (.*)$", text, re.MULTILINE)
    assert len(commands) == 4
    for command in commands:
        made = outcomes(run_pytest(*command.split(), "-v", cwd=folder.parent))
        assert made["exercises/01_single_neuron.py::linear_unit::one_number"] == "passed"


@pytest.mark.slow
def test_checks_that_several_processes_share_have_the_same_outcomes(done, folder):
    several = run_pytest("exercises/", "-n2", "-v", cwd=folder.parent)
    shared = re.findall(r"(PASSED|FAILED|SKIPPED|ERROR) (exercises/\S+::\S+)", several.stdout)
    assert {node: outcome.lower() for outcome, node in shared} == outcomes(done)


@pytest.mark.slow
def test_a_file_that_cannot_be_graded_is_an_error_and_no_failure(folder, tmp_path):
    (tmp_path / NEURON.name).write_text(NEURON.read_text())
    (tmp_path / "conftest.py").write_text(
        "import pathlib\n"
        "def pytest_collection_finish(session):\n"
        f"    pathlib.Path('{NEURON.name}').unlink()\n"
    )
    done = run_pytest(".", "-v", cwd=tmp_path)
    assert set(outcomes(done).values()) == {"error"}
    assert "there is no such file or folder" in done.stdout


OTHER_SUITES = {
    "a folder of scripts that begin with digits": ("0001_initial.py", "def up(): pass"),
    "an exercise's name without its functions": (NEURON.name, "def other(): pass"),
}


@pytest.mark.parametrize("file", OTHER_SUITES.values(), ids=OTHER_SUITES)
def test_other_suites_do_not_notice_the_plugin(tmp_path, file):
    (tmp_path / "test_it.py").write_text(
        "import warnings\ndef test_good(): warnings.warn('mine')\ndef test_bad(): assert 1 == 2\n"
    )
    (tmp_path / "conftest.py").write_text(REPORT)
    (tmp_path / file[0]).write_text(file[1])
    with_it = run_pytest(".", "-p", "no:randomly", cwd=tmp_path)
    loaded = json.loads((tmp_path / "modules.json").read_text())
    without = run_pytest(".", "-p", "no:randomly", "-p", "no:dl_grader", cwd=tmp_path)
    assert loaded == ["grader", "grader.live", "grader.live.pytest_plugin"]
    assert with_it.returncode == without.returncode == 1
    assert _comparable(with_it.stdout) == _comparable(without.stdout)
    assert with_it.stderr == without.stderr


def _comparable(text: str) -> str:
    return re.sub(r"in [\d.]+s|^(plugins|cachedir): .*$", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("setting", "argument", "expected"),
    [
        ("auto", "class", 0),
        ("auto", "class/lee", 9),
        ("auto", "class/lee/01_single_neuron.py", 9),
        ("true", "class", 9),
        ("false", "class/lee", 0),
    ],
)
def test_files_are_collected_as_the_setting_says(tmp_path, setting, argument, expected):
    lee = tmp_path / "class" / "lee"
    lee.mkdir(parents=True)
    (lee / NEURON.name).write_text(NEURON.read_text())
    setting = f"dl_grader={setting}"
    done = run_pytest(argument, "--collect-only", "-q", "-o", setting, cwd=tmp_path)
    assert done.stdout.count(".py::") == expected


@pytest.mark.slow
def test_an_unknown_setting_or_course_is_one_line(tmp_path):
    (tmp_path / NEURON.name).write_text(NEURON.read_text())
    done = run_pytest(".", "-o", "dl_grader=maybe", cwd=tmp_path)
    assert "dl_grader = maybe: expected true, false or auto." in done.stderr + done.stdout
    done = run_pytest(".", "-o", "dl_grader_course=nowhere", cwd=tmp_path)
    assert "There is no course nowhere" in done.stderr + done.stdout
