"""What the reader process answers, and its limits."""

import signal
import subprocess
import sys

import pytest

from grader.submission.contents import Contents, Failure, Refusal, Request
from grader.submission.limits import HAS_CLOCK
from grader.submission.reader_process import answer
from tests.conftest import REPOSITORY

SCRIPT = Request("02.py", False, ("relu", "train"), "____", 0)
NOTEBOOK = Request("02.ipynb", True, ("relu", "train"), "____", 0)
CELLS = b'{"cells": [{"cell_type": "code", "source": "!ls"}, %s]}'


def test_what_a_script_contains():
    reply = answer(SCRIPT, b"\ndef relu(x):\n    return x\n")
    assert isinstance(reply, Contents)
    (piece,) = reply.pieces
    assert (piece.number, piece.line, piece.statements) == (0, 1, (2,))
    assert reply.tasks["relu"].state == "answered"
    assert reply.tasks["train"].state == "missing"


def test_what_a_notebook_contains():
    reply = answer(NOTEBOOK, CELLS % b'{"cell_type": "code", "source": ["relu = ", "abs"]}')
    assert isinstance(reply, Contents)
    assert [piece.number for piece in reply.pieces] == [1, 2]
    spot = reply.tasks["relu"].spot
    assert (spot.piece, spot.statement, spot.line, spot.source) == (1, 0, 1, "relu = abs")


@pytest.mark.parametrize(
    ("request_", "content"),
    [(SCRIPT, b"# coding: klingon\n"), (NOTEBOOK, b"{"), (NOTEBOOK, b'{"cells": [3]}')],
)
def test_what_is_no_such_file_is_refused(request_, content):
    assert isinstance(answer(request_, content), Refusal)


def test_what_should_not_happen_is_told_as_a_failure_of_ours():
    assert isinstance(answer(SCRIPT, "no bytes"), Failure)


USES_TIME = """
import time
from grader.submission.limits import limited_time, not_counted
def use(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end: pass
for _ in range(5):
    with limited_time(0.2): use(0.1)
with limited_time(0.1):
    time.sleep(1)
    with not_counted(): use(0.5)
    print("waiting and imports count nothing", flush=True)
    use(10)
print("never reached")
"""


@pytest.mark.skipif(not HAS_CLOCK, reason="this system ends no process by its time")
def test_only_the_processor_time_of_one_file_counts():
    done = subprocess.run(
        [sys.executable, "-c", USES_TIME], cwd=REPOSITORY, capture_output=True, text=True
    )
    assert done.stdout == "waiting and imports count nothing\n", done.stderr
    assert done.returncode == -signal.SIGPROF
