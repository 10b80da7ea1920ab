"""Starts each process as a new Python interpreter, which imports TensorFlow itself.

This works where a process that has imported TensorFlow cannot be forked. It is slower and confines
nothing. Verdicts are still safe, since they are made in other processes.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Protocol

from grader.errors import ProcessError
from grader.processes.cgroup import ControlGroups, control_groups
from grader.processes.clock import within
from grader.processes.environment import ENVIRONMENT
from grader.processes.loopback import OverLoopback
from grader.processes.process import Child
from grader.processes.run_folder import RunFolder
from grader.processes.supervised import Supervised
from grader.protocol.wire import Wire, WireError
from grader.sandbox.cleanup import remove_folder
from grader.sandbox.confinement import Confinement
from grader.sandbox.requests import READY, READY_TIMEOUT

_CAN_SUPERVISE = hasattr(os, "fork") and hasattr(socket, "AF_UNIX")
"""Whether a supervisor can fork, and hand on a pair of sockets. Windows can do neither."""

# What Windows needs to open a socket, and to find libraries.
_NEEDED = ("SYSTEMROOT", "PATH") if sys.platform == "win32" else ()


class _Started(Protocol):
    """A started process and the connection to it."""

    pid: int
    connection: socket.socket

    def end(self) -> int:
        """End the process; return its exit code, or minus a signal number."""


class FreshProcesses:
    """Starts a new Python interpreter for every process. Thread-safe.

    room: bytes that the files of all children together may take.
    """

    def __init__(self, room: int = 0) -> None:
        self.groups: ControlGroups | None = control_groups()
        self._folder = RunFolder(room)
        self.folder = self._folder.path
        self._started: dict[int, _Started] = {}
        self._lock = threading.Lock()
        self._numbers = iter(range(2**63))

    def fork(
        self, module: str, confinement: Confinement | None = None, *, warm: bool = False
    ) -> Child:
        """Start a process that runs `main(connection)` of `module`; raises ProcessError."""
        del warm  # It has no parent that could have computed.
        assert confinement is None, "only a fork server's children confine themselves"
        with self._lock:
            folder = self.folder / f"job-{next(self._numbers)}"
        folder.mkdir(mode=0o700)
        started = self._start(module, folder)
        with self._lock:
            self._started[started.pid] = started
        child = Child(started.pid, Wire(started.connection), folder)
        try:
            child.wire.receive(READY, within(child.pid, READY_TIMEOUT))
        except WireError as error:
            exit_code = self.end(child)
            message = f"a fresh process did not start, exit code {exit_code}"
            raise ProcessError(message) from error
        return child

    def _start(self, module: str, folder: Path) -> _Started:
        if _CAN_SUPERVISE:
            return Supervised(module, folder, _environment(folder), self._folder.lock)
        return OverLoopback(module, folder, _environment(folder))

    def end(self, child: Child) -> int:
        """End a child and all that it started; return its exit code, or minus a signal number."""
        with self._lock:
            started = self._started.pop(child.pid)
        exit_code = started.end()
        child.wire.close()
        if child.folder is not None:
            remove_folder(str(child.folder))
        return exit_code

    def close(self) -> None:
        """End all processes and remove their folder."""
        with self._lock:
            left, self._started = list(self._started.values()), {}
        for started in left:
            started.end()
            started.connection.close()
        self._folder.remove()

    def __enter__(self) -> FreshProcesses:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _environment(folder: Path) -> dict[str, str]:
    needed = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    return ENVIRONMENT | needed | {"TMPDIR": str(folder), "TEMP": str(folder)}
