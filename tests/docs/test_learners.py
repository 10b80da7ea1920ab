"""docs/learners.md is true: every command on the page is run, in its order and in one folder."""

import ast
import os
import re
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.command import SCRIPT, SOLUTIONS
from tests.conftest import REPOSITORY, default_signals

PAGE = (REPOSITORY / "docs" / "learners.md").read_text(encoding="utf-8")
SHOWN = re.sub(r"<!--.*?-->", "", PAGE, flags=re.DOTALL)
BLOCKS = re.findall(r"^```sh\n(.*?)^```", SHOWN, re.DOTALL | re.MULTILINE)
INSTALL, COMMANDS = BLOCKS[0], [line for block in BLOCKS[1:] for line in block.splitlines()]
NOT_SOLVED = 1
"""The exit code of grading while there is something to fix."""


def run(line: str, folder, path, **environment) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in this folder, with the programs of this folder first."""
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"PATH": f"{path}{os.pathsep}{os.environ['PATH']}"} | environment,
    )


def watched(line: str, folder, path, **environment) -> subprocess.CompletedProcess[str]:
    """Run a line of shell until it has told the points, and end it with Ctrl-C."""
    given = os.environ | {"PATH": f"{path}{os.pathsep}{os.environ['PATH']}"} | environment
    with subprocess.Popen(
        ["bash", "-c", line],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=given,
        preexec_fn=default_signals,  # noqa: PLW1509
    ) as process:
        told = ""
        while "points" not in told and (more := process.stdout.readline()):
            told += more
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate()
    return subprocess.CompletedProcess(line, process.returncode, told + rest, errors)


def answer_to(task: str, exercise: str) -> str:
    solved = (SOLUTIONS / f"{exercise}.py").read_text("utf-8")
    functions = {n.name: n for n in ast.parse(solved).body if isinstance(n, ast.FunctionDef)}
    return ast.get_source_segment(solved, functions[task])


def write_answer(file, task: str) -> None:
    """Do what the page says: replace what raises with an answer, and save the file."""
    source = file.read_text("utf-8")
    stub = next(node for node in ast.parse(source).body if getattr(node, "name", "") == task)
    segment = ast.get_source_segment(source, stub)
    file.write_text(source.replace(segment, answer_to(task, file.stem)), "utf-8")


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """A folder with the command as this checkout has it, and Python."""
    folder = tmp_path_factory.mktemp("programs")
    (folder / "script.py").write_text(SCRIPT)
    pytest_module = "-m pytest -p no:cacheprovider"
    for name, arguments in (
        ("grade", f"-c '{SCRIPT}'"),
        ("python", ""),
        ("pytest", pytest_module),
    ):
        program = folder / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
        program.chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def done(programs, tmp_path_factory) -> dict[str, subprocess.CompletedProcess[str]]:
    """Run all commands below the installation, and return what each of them gave."""
    folder = tmp_path_factory.mktemp("learner")
    state = str(tmp_path_factory.mktemp("state"))
    results = {}
    for line in COMMANDS:
        at_once = watched if line == "grade watch" else run
        results[line] = at_once(line, folder, programs, DL_GRADER_STATE=state)
        if line == "grade start":
            write_answer(folder / "exercises" / "01_single_neuron.py", "linear_unit")
    return results


def test_every_command_of_the_page_is_run():
    assert len(COMMANDS) == len(set(COMMANDS)) > 10
    fenced = re.findall(r"^```(\w*)$", SHOWN, re.MULTILINE)
    assert set(fenced) == {"sh", ""}  # No command is in a block of another kind.
    inline = re.findall(r"`(grade [^`]+)`", SHOWN)
    shown = {command.split()[1] for command in COMMANDS}
    assert {command.split()[1] for command in inline} <= {"doctor", *shown}


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("grade")])
def test_a_command_does_what_the_page_says(done, line):
    expected = {0}
    if line.startswith("grade exercises"):
        expected = {0 if "--only" in line else NOT_SOLVED}
    if line == "grade watch":
        expected = {0, 130}  # Ctrl-C ended it.
    if line == "grade doctor":
        expected = {0, 1}  # As this machine has the protections or not.
    assert done[line].returncode in expected, done[line].stdout + done[line].stderr
    assert done[line].stderr.removeprefix("grade: interrupted\n") == ""


def test_pytest_shows_what_is_not_attempted_as_skipped(done):
    assert done["pytest exercises"].returncode == 0, done["pytest exercises"].stdout
    assert "skipped" in done["pytest exercises"].stdout


def test_the_folders_hold_scripts_and_notebooks(done):
    assert "01_single_neuron.py " in done["grade start"].stdout
    assert "01_single_neuron.ipynb " in done["grade start my-notebooks --notebooks"].stdout


def test_marks_are_those_of_the_page(done):
    report = done["grade exercises/01_single_neuron.py"].stdout
    assert "✔ linear_unit" in report
    assert "· neuron" in report


def test_the_last_cell_is_run_up_to_the_first_task_that_is_not_written(done):
    tried = done["python exercises/01_single_neuron.py"]
    assert tried.stdout.splitlines() == ["13", "[ 3  5 13]"]
    assert tried.stderr.splitlines()[-1] == "NotImplementedError"


def test_hints_reset_solution_and_list_tell_of_the_task(done):
    assert "stage 1 of 3" in done["grade hints neuron"].stdout
    assert "stages 1 to 2 of 3" in done["grade hints neuron --stage 2"].stdout
    assert ".bak" in done["grade reset linear_unit"].stdout
    assert "return w * x + b" in done["grade solution linear_unit --give-up"].stdout
    assert "linear_unit" in done["grade list"].stdout


@pytest.mark.slow
def test_the_grader_is_installed_as_the_page_says(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", tmp_path, REPOSITORY],
        check=True,
    )
    borrowed = (
        f'echo "{sysconfig.get_path("purelib")}" > "$(echo my-env/lib/*/site-packages)/b.pth"'
    )
    lines = [*INSTALL.splitlines(), borrowed, "grade start", "grade exercises"]
    # Dependencies are not downloaded again: what is installed here is borrowed.
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_NO_DEPS": "1"}
    done = run(" && ".join(lines), tmp_path, Path(sys.executable).parent, **offline)
    assert done.returncode == NOT_SOLVED, done.stdout + done.stderr
    assert "0 of 30 points" in done.stdout
    assert (tmp_path / "my-env" / "bin" / "grade").exists()
