"""A real process on a real pseudo-terminal: `grade watch`, or other Python code."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

from tests.command import SCRIPT
from tests.conftest import REPOSITORY, default_signals

PATIENCE = 300
"""Seconds after which a text that does not appear counts as missing; only a hang takes so long."""

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


SHELL = """
import os, signal, subprocess, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
job = subprocess.Popen([sys.executable, "-c", sys.argv[1]], preexec_fn=os.setpgrp)
while True:
    os.tcsetpgrp(0, job.pid)
    os.kill(-job.pid, signal.SIGCONT)
    _, status = os.waitpid(job.pid, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpgrp())
    if not os.WIFSTOPPED(status):
        break
    print("stopped", flush=True)
    sys.stdin.readline()
"""
"""Runs other code as a shell does: it can be stopped, and goes on after a line."""

WATCH = f"import sys; sys.argv[1:1] = ['watch']; {SCRIPT}"


class PtyCommand:
    """A process with its terminal, whose modes are looked at before and after. code: its Python."""

    def __init__(
        self, *arguments: object, cwd: Path, code=WATCH, size=(40, 100), **environment: str
    ) -> None:
        self.master, self.slave = os.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        given = {"PYTHONPATH": str(REPOSITORY), "TERM": "xterm-256color"} | environment
        dropped = {"NO_COLOR", "COLUMNS", "LINES", "VISUAL", "EDITOR"} - given.keys()
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            cwd=cwd,
            env=kept | given,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            preexec_fn=self._own_terminal,  # noqa: PLW1509  these tests start no threads
        )
        self.output = ""

    @staticmethod
    def _own_terminal() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        default_signals()

    @property
    def screen(self) -> str:
        """What the last frame shows, without colours."""
        return _CODES.sub("", self.output.rpartition("\x1b[H")[2]).replace("\r\n", "\n")

    def until(self, *texts: str, without: str = "\0") -> str:
        """Read until the screen shows all these texts, and not another one; return it."""
        end = time.monotonic() + PATIENCE
        while not (all(text in self.screen for text in texts) and without not in self.screen):
            assert time.monotonic() < end, f"{texts} not in {self.screen}"
            assert self.read() or self.process.poll() is None, self.screen
        return self.screen

    def read(self) -> bool:
        """Read what has been written so far, or within a moment; return whether there was any."""
        if not select.select([self.master], [], [], 0.1)[0]:
            return False
        with contextlib.suppress(OSError):  # The other end is closed.
            data = os.read(self.master, 1 << 16)
            self.output += data.decode(errors="replace")
            return bool(data)
        return False

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def wait(self) -> int:
        """Read until the command has ended; return its exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end
            self.read()
        while self.read():
            pass
        return self.process.returncode

    def is_restored(self) -> bool:
        """Return whether the terminal has its modes of before, and shows its cursor."""
        hidden, shown = self.output.rfind("\x1b[?25l"), self.output.rfind("\x1b[?25h")
        return termios.tcgetattr(self.slave) == self.before and shown > hidden

    def close(self) -> None:
        """End the command, if it has not ended."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self.slave)
        os.close(self.master)
