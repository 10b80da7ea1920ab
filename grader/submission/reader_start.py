"""The command's end of a reader process: starts it, asks it, and tells why it ended."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence

import msgspec

from grader.errors import ProcessError
from grader.sandbox.signals import apart
from grader.submission.contents import REPLIES, Refusal, Reply, Request, receive, send
from grader.submission.limits import HAS_CLOCK, OUT_OF_MEMORY, ReadingLimits

# A new interpreter, rather than a fork: the command may have threads, and a session lives long in
# programs that have many. Isolated mode ignores PYTHONPATH and the working folder. The paths of the
# grader come before the installed packages, which may contain another version of it.
_START = """
import sys
at = next((n for n, path in enumerate(sys.path) if path.endswith("-packages")), len(sys.path))
sys.path[at:at] = sys.argv[3:]
from grader.submission.reader_process import main
main(float(sys.argv[1]), int(sys.argv[2]))
"""
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"}

# Seconds after which a process that does not answer is ended. Where the system counts its processor
# time, it answers or ends long before. Elsewhere this is the only limit.
_PATIENCE = 600 if HAS_CLOCK else 60
_TIME_TO_END = 10
_TAKES = "reading this file takes more than"
_CRASH_ON_WINDOWS = 0x8000_0000  # exit codes from here on are those of exceptions in machine code


class ReaderProcess:
    """One process; raises ProcessError if it cannot be started."""

    def __init__(self, paths: Sequence[str], limits: ReadingLimits) -> None:
        self._limits = limits
        self._is_late = threading.Event()
        own = [f"{limits.seconds}", f"{limits.memory}", *paths]
        try:
            self._stderr = tempfile.TemporaryFile()  # noqa: SIM115  closed in end()
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [sys.executable, "-I", "-W", "ignore", "-c", _START, *own],
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                **apart(),
            )
        except OSError as error:
            raise ProcessError(f"the reader process cannot be started: {error}") from error

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def ask(self, request: Request, content: bytes) -> Reply | None:
        """Return the reply; None if the process ended instead. Raises ProcessError."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        patience = threading.Timer(_PATIENCE, self._lose_patience)
        patience.daemon = True
        patience.start()
        try:
            with contextlib.suppress(OSError):  # It may end before it has taken everything.
                send(self._process.stdin, request, content)
            return receive(self._process.stdout, REPLIES)
        except msgspec.MsgspecError as error:
            raise ProcessError(f"the reader process does not make sense: {error}") from error
        finally:
            patience.cancel()

    def kill(self) -> None:
        """Kill the process, whatever it does. Other threads may call this."""
        self._process.kill()

    def end(self) -> None:
        """Kill the process, wait for it and close the pipes."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._stderr):
            assert stream is not None
            with contextlib.suppress(OSError):  # what was not sent cannot be flushed
                stream.close()

    def why_it_ended(self) -> Refusal | None:
        """Return what a file did that ended this process; None if no limit of ours ended it.

        Raises ProcessError if the process failed for a reason of its own.
        """
        try:
            exit_code = self._process.wait(_TIME_TO_END)
        except subprocess.TimeoutExpired:
            return None
        if exit_code == OUT_OF_MEMORY:
            return Refusal(f"{_TAKES} {self._limits.memory / 1024:g} GB of memory")
        if HAS_CLOCK and exit_code == -signal.SIGPROF:
            return self._too_slow()
        if self._is_late.is_set():
            if HAS_CLOCK:
                raise ProcessError("the reader process did not answer")
            return self._too_slow()
        if 0 <= exit_code < _CRASH_ON_WINDOWS:
            raise ProcessError(f"the reader process failed: {self._last_line(exit_code)}")
        return None

    def _too_slow(self) -> Refusal:
        return Refusal(f"{_TAKES} {self._limits.seconds:g} seconds of processor time")

    def _lose_patience(self) -> None:
        self._is_late.set()
        self.kill()

    def _last_line(self, exit_code: int) -> str:
        self._stderr.seek(0)
        lines = self._stderr.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"exit code {exit_code}"


def _environment() -> dict[str, str]:
    needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return _ENVIRONMENT | needed
