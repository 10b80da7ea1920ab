"""`grade watch` over a pipe: plain lines in order, and a signal ends it."""

import contextlib
import os
import subprocess
import sys

from tests.command import EXERCISES
from tests.conftest import REPOSITORY, default_signals

WRONG = "def linear_unit(x, w, b):\n    return w * x + b)\n"


@contextlib.contextmanager
def watched(folder):
    """Watch a folder, and end that."""
    watch = subprocess.Popen(
        [sys.executable, "-m", "grader", "watch", str(folder)],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=default_signals,  # noqa: PLW1509  it takes no lock
    )
    try:
        yield watch
    finally:
        watch.terminate()
        watch.communicate()


def until(watch, text):
    """Return the lines up to one that contains this text."""
    lines = []
    while not lines or text not in lines[-1]:
        lines.append(watch.stdout.readline())
        assert lines[-1], "".join(lines)
    return lines


def test_over_a_pipe_verdicts_are_plain_lines(tmp_path):
    (tmp_path / "01_single_neuron.py").write_text(WRONG)
    with watched(tmp_path) as watch:
        lines = until(watch, "Fix first: linear_unit")
        watch.terminate()
        _, told = watch.communicate()
    assert (watch.returncode, told) == (128 + 15, "grade: ended by the signal SIGTERM\n")
    assert lines[0].startswith("Watching /")
    text = "".join(lines)
    assert "linear_unit  0/2  error" in text
    assert "SyntaxError: unmatched ')'." in text
    assert "\x1b" not in text


def test_a_file_of_another_name_is_told_at_the_start_and_at_each_save(tmp_path):
    stub = (EXERCISES / "01_single_neuron.py").read_text()
    (tmp_path / "03_sgd.py").write_text((EXERCISES / "03_sgd.py").read_text())
    (tmp_path / "mine.py").write_text(stub)
    with watched(tmp_path) as watch:
        lines = until(watch, "mine.py looks like exercise 01_single_neuron. Rename it to")
        assert not any("other.py" in line for line in lines)
        (tmp_path / "other.py").write_text(stub)
        lines = until(watch, "other.py looks like exercise 01_single_neuron. Rename it to")
        assert not any("mine.py" in line for line in lines)
