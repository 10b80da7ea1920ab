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
    "content",
    [
        b"def relu(x):\n    return x\n",
        b"\xef\xbb\xbf# %%\r\nimport numpy as np\r\n# %%\r\ndef relu(x):\r\n    return x\r\n",
        b"# coding: latin-1\n# \xe9\ndef relu(x):\n    return x\n",
    ],
)
def test_a_script_that_has_the_name_of_a_notebook_is_read_as_a_script(content):
    reply = answer(NOTEBOOK, content)
    assert isinstance(reply, Contents)
    assert reply == answer(SCRIPT, content)
    assert reply.tasks["relu"].state == "answered"


def test_a_script_with_a_syntax_error_may_have_the_name_of_a_notebook():
    reply = answer(NOTEBOOK, b"x = 1\ndef train(x:\n    return x\ndef relu(x):\n    return x\n")
    assert isinstance(reply, Contents)
    assert reply.tasks["relu"].state == "answered"
    problem = reply.tasks["train"].problem
    assert (problem.cell, problem.line, problem.source) == (0, 2, "def train(x:")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello\n",
        b"not json",
        b"<!DOCTYPE html>\n<html>\n<script>\nimport x from 'y';\nrelu = (x) => x;\n</script>",
        b'{"cells": [{"cell_type": "code", "source": "def relu(x):\\n    return x',
        b'\xef\xbb\xbf {"cells": [{"source": "\nimport numpy\ndef relu(x):\n    return x\n"}]',
        b'{"cells": [{"cell_type": "code", "source": 7}]}',
        b"relu = 1\n" * 30_000,
        b"relu = '\xff'\n",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04",
    ],
)
def test_what_is_neither_a_notebook_nor_a_script_is_refused_in_one_line(content):
    reply = answer(NOTEBOOK, content)
    assert isinstance(reply, Refusal)
    assert reply.why.startswith("this is not a notebook: ")
    assert "\n" not in reply.why


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
