"""`grade watch` over a pipe: plain lines in order, and a signal ends it."""

import os
import subprocess
import sys

from tests.conftest import REPOSITORY, default_signals

WRONG = "def linear_unit(x, w, b):\n    return w * x + b)\n"


def test_over_a_pipe_verdicts_are_plain_lines(tmp_path):
    (tmp_path / "01_single_neuron.py").write_text(WRONG)
    watch = subprocess.Popen(
        [sys.executable, "-m", "grader", "watch", str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=default_signals,  # noqa: PLW1509  it takes no lock
    )
    lines = []
    while not lines or "Fix first: linear_unit" not in lines[-1]:
        lines.append(watch.stdout.readline())
        assert lines[-1], "".join(lines)
    watch.terminate()
    _, told = watch.communicate()
    assert (watch.returncode, told) == (128 + 15, "grade: ended by the signal SIGTERM\n")
    assert lines[0].startswith("Watching /")
    text = "".join(lines)
    assert "linear_unit  0/2  error" in text
    assert "SyntaxError: unmatched ')'." in text
    assert "\x1b" not in text
