"""A fresh Python interpreter under a supervisor, over a pair of sockets. Not for Windows."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from grader.errors import ProcessError
from grader.processes.environment import ISOLATED, START, own_paths

_RUN = """
from grader.sandbox.supervise import supervise
module, descriptor = sys.argv[1].split(":")
supervise(int(descriptor))
import importlib, socket
from grader.protocol.wire import Wire
from grader.sandbox.libraries import set_up_libraries
from grader.sandbox.requests import Ready
set_up_libraries()
main = importlib.import_module(module).main
connection = socket.socket(fileno=int(descriptor))
Wire(connection).send(Ready())
main(connection)
"""


class Supervised:
    """A supervised process. It sends `Ready` over the connection and then runs a module's `main`.

    lock: the descriptor that the supervisor holds until it has ended. Raises ProcessError.
    """

    def __init__(
        self, module: str, folder: Path, environment: Mapping[str, str], lock: int | None
    ) -> None:
        self.connection, theirs = socket.socketpair()
        argument = f"{module}:{theirs.fileno()}"
        with theirs:
            self._supervisor = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [sys.executable, *ISOLATED, "-c", START + _RUN, argument, *own_paths()],
                env=environment,
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno(), *([] if lock is None else [lock])],
                start_new_session=True,
            )
        pid = self._read_number()
        if pid is None:
            self.connection.close()
            raise ProcessError(f"a fresh process did not start, exit code {self._reap()}")
        self.pid = pid

    def end(self) -> int:
        """End the process and all that it started; return its exit code, or minus a signal."""
        assert self._supervisor.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._supervisor.stdin.close()
        exit_code = self._read_number()
        self._reap()
        if exit_code is not None:
            return exit_code
        # Learner code has killed the supervisor. The kernel then kills the process itself.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        return -signal.SIGKILL

    def _read_number(self) -> int | None:
        assert self._supervisor.stdout is not None
        line = self._supervisor.stdout.readline()
        return int(line) if line else None

    def _reap(self) -> int:
        assert self._supervisor.stdout is not None
        self._supervisor.stdout.close()
        return self._supervisor.wait()
