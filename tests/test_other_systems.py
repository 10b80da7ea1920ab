"""A learner's own file is checked without fork and confinement, as on Windows.

On Linux, what Windows lacks is taken away first: see `tests/other_system.py`. Elsewhere, the system
itself is tested.
"""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.command import EXERCISES, SOLUTIONS
from tests.conftest import REPOSITORY

NAME = "02_deep_network.py"
FOLDER = "my work é" if os.sep == "\\" else "my work\\of é"
CONSOLE = "cp1252"
BOM = b"\xef\xbb\xbf"


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """The Python to test with: on Linux, one of an environment that lacks what Windows lacks."""
    if sys.platform != "linux":
        return Path(sys.executable)
    venv = tmp_path_factory.mktemp("another system") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    (packages,) = (venv / "lib").glob("python3.*/site-packages")
    (packages / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    (packages / "other_system.py").write_bytes((REPOSITORY / "tests/other_system.py").read_bytes())
    (packages / "zz_first.pth").write_text("import other_system\n")
    return venv / "bin" / "python"


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = tmp_path / FOLDER
    folder.mkdir()
    return folder


@pytest.fixture
def grade(python, tmp_path):
    """Run the command, and return its exit code, standard output and standard error."""

    def run(*arguments, cwd=tmp_path) -> tuple[int, str, str]:
        done = subprocess.run(
            [python, "-m", "grader", *map(str, arguments)],
            cwd=cwd,
            capture_output=True,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": CONSOLE},
            timeout=600,
        )
        return done.returncode, *(text.decode(CONSOLE) for text in (done.stdout, done.stderr))

    return run


def as_on_windows(text: str) -> bytes:
    """Return text as some editors on Windows write it."""
    return BOM + text.replace("\n", "\r\n").encode()


def learner(file: Path) -> dict:
    """Return the only learner of a report."""
    (learner,) = json.loads(file.read_text(encoding="utf-8"))["submissions"]
    return learner


LACKS = """
import importlib.util, os, socket
from grader.session import can_fork, sys as seen
left = [one for one in ("resource", "fcntl", "termios", "pwd") if importlib.util.find_spec(one)]
print(hasattr(os, "fork"), hasattr(socket, "AF_UNIX"), can_fork(), seen.platform, left)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is taken away elsewhere")
def test_what_windows_lacks_is_gone(python):
    done = subprocess.run(
        [python, "-s", "-c", LACKS],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={"PYTHONPATH": str(REPOSITORY)},
    )
    assert done.stdout == "False False False win32 []\n", done.stderr


@pytest.mark.slow
def test_ones_own_file_is_graded_and_the_next_one_is_named(grade, folder, tmp_path):
    solved = (SOLUTIONS / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_bytes(as_on_windows(solved))
    code, shown, warned = grade(f"{FOLDER}/{NAME}", "--json", "out.json")
    assert code == 0, shown + warned
    (warning,) = warned.splitlines()
    assert warning == (
        "grade: learner code is not prevented from doing whatever you can do on this machine. "
        "See: grade doctor"
    )
    lines = shown.splitlines()
    assert "  + build_deep_network  5/5  passed" in lines
    assert lines[-3].startswith("Next: 03_sgd (Stochastic gradient descent), which has no file in")
    assert learner(tmp_path / "out.json")["score"] == 10
    assert "10 of 10 points" in grade("list", folder)[1]


ENDS_AND_NEVER_ENDS = """
import os

def relu(x):
    return x * (x > 0)

def relu_unit(x, w, b):
    os._exit(3)

def build_deep_network(n_inputs, hidden_units):
    while True:
        open("a file", "w").write("x" * 1000)
"""


@pytest.mark.slow
def test_what_ends_the_process_or_never_ends_costs_its_own_task(grade, folder, tmp_path):
    (folder / NAME).write_text(ENDS_AND_NEVER_ENDS)
    code, shown, _ = grade(folder, "--json", "out.json")
    assert code == 1
    (exercise,) = learner(tmp_path / "out.json")["exercises"]
    statuses = [task["status"] for task in exercise["tasks"]]
    assert statuses == ["passed", "error", "timeout"]
    assert "ended the whole Python process (exit code 3)" in " ".join(shown.split())


def test_exercises_are_laid_out_listed_and_graded_as_untouched(grade, folder):
    code, shown, warned = grade("start", folder)
    assert (code, warned) == (0, ""), shown
    assert (folder / NAME).read_bytes() == (EXERCISES / NAME).read_bytes()
    code, shown, warned = grade(folder)
    assert (code, warned) == (1, ""), shown
    assert shown.count("not attempted yet") == 12
    assert grade("list", cwd=folder)[1].count("not attempted yet") == 12


def test_one_task_is_restored(grade, folder):
    solved = (SOLUTIONS / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_bytes(as_on_windows(solved))
    code, shown, warned = grade("reset", "relu", folder)
    assert (code, warned) == (0, ""), shown
    restored = solved.replace("return np.maximum(0.0, x)", "raise NotImplementedError")
    assert (folder / NAME).read_bytes() == as_on_windows(restored)
    assert (folder / f"{NAME}.bak").read_bytes() == as_on_windows(solved)
