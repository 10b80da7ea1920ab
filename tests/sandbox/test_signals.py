"""Processes that Ctrl-C does not reach, and their end."""

import os
import signal
import subprocess
import sys

import pytest

from grader.sandbox.signals import apart, kill

WAITS = [sys.executable, "-c", "import time; time.sleep(1000)"]


@pytest.mark.skipif(sys.platform == "win32", reason="it has no sessions")
def test_a_process_is_apart_from_the_terminal_of_the_command():
    with subprocess.Popen(WAITS, **apart()) as process:
        assert os.getsid(process.pid) == process.pid != os.getsid(0)
        kill(process.pid)
        assert process.wait() == -signal.SIGKILL


def test_where_there_is_no_sigkill_another_signal_ends_a_process(monkeypatch):
    monkeypatch.delattr(signal, "SIGKILL", raising=False)
    with subprocess.Popen(WAITS) as process:
        kill(process.pid)
        assert process.wait() != 0
