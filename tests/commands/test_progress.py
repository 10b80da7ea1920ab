import io
import os
import subprocess
import sys

import pytest

from grader.commands.progress import pace, progress_bar
from grader.options import no_progress
from tests.command import EXERCISES, run_grade
from tests.conftest import REPOSITORY

SHOW = """
import time
from grader.commands.progress import progress_bar
with progress_bar()(40) as advance:
    advance(0, "starting TensorFlow")
    for done in range(1, 30):
        time.sleep(0.01)
        advance(done, "grading")
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(monkeypatch) -> Terminal:
    """Replace standard error by a terminal. Not a fixture: pytest starts capturing after those."""
    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "TTY_COMPATIBLE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return sys.stderr


def shown_on_a_terminal(**environment: str) -> str:
    """Return what the bar writes to a pseudo-terminal."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", SHOW],
        stderr=theirs,
        cwd=REPOSITORY,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"} | environment,
    )
    os.close(theirs)
    pieces = []
    try:
        while piece := os.read(ours, 65536):
            pieces.append(piece)
    except OSError:  # Linux reports the end of a pseudo-terminal as an error.
        pass
    os.close(ours)
    assert process.wait() == 0
    return b"".join(pieces).decode()


def test_a_terminal_shows_how_many_are_done_and_what_is_done_now(monkeypatch):
    shown = terminal(monkeypatch)
    with progress_bar()(7) as advance:
        advance(3, "starting TensorFlow")
        advance(4, "grading")
    assert shown.getvalue().index("starting TensorFlow") < shown.getvalue().index("4/7")
    assert "3/7" in shown.getvalue()


def test_a_real_terminal_shows_the_rate_and_the_time_left():
    shown = shown_on_a_terminal()
    assert "29/40" in shown
    assert " left" in shown


@pytest.mark.parametrize(
    ("speed", "left", "told"),
    [
        (None, None, ""),
        (0.0, None, ""),
        (12.34, 75, "12.3/s, 1:15 left"),
        (0.5, 6, "30/min, 0:06 left"),
        (0.5, 4000, "30/min, 1:06:40 left"),
    ],
)
def test_the_rate_is_by_second_or_by_minute(speed, left, told):
    assert pace(speed, left) == told


def test_nothing_is_shown_if_quiet(monkeypatch):
    terminal(monkeypatch)
    assert progress_bar(quiet=True) is no_progress


def test_nothing_is_shown_where_there_is_no_terminal(monkeypatch):
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert progress_bar() is no_progress


@pytest.mark.parametrize(
    "forced", [{"FORCE_COLOR": "1"}, {"TTY_COMPATIBLE": "1"}, {"TTY_INTERACTIVE": "1"}]
)
def test_forced_colour_in_a_log_brings_no_frames(forced):
    done = run_grade(EXERCISES, TERM="xterm", **forced)
    assert done.returncode == 1
    assert done.stderr == ""
