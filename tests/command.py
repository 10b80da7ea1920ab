"""The command as a real process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY

EXERCISES = REPOSITORY / "exercises"
SOLUTIONS = REPOSITORY / "solutions"

# As the installed script `grade` starts, whatever the folder of the script is.
SCRIPT = "import sys; sys.path[0:1] = []; from grader.start import main; main()"


def run_grade(*arguments, cwd=REPOSITORY, **environment) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "grader", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)} | environment,
        timeout=300,
    )


def run_shell(line: str, cwd: Path = REPOSITORY, **environment) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `$GRADE` is the command, without any limit on its encoding."""
    return subprocess.run(
        ["bash", "-c", line],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="latin-1",
        env=os.environ
        | {"PYTHONPATH": str(REPOSITORY), "GRADE": f"{sys.executable} -m grader"}
        | environment,
        timeout=300,
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the only line on standard error."""
    (line,) = done.stderr.strip().splitlines()
    return line
