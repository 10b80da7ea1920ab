"""Starts each process as a new Python interpreter, which imports TensorFlow itself.

This works where a process that has imported TensorFlow cannot be forked. It is slower and confines
nothing. Verdicts are still safe, since they are made in other processes.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

from grader.errors import ProcessError
from grader.processes.environment import ENVIRONMENT, START, make_folder, own_paths
from grader.processes.process import Child
from grader.protocol.wire import Wire
from grader.sandbox.confinement import Confinement
from grader.sandbox.requests import READY_TIMEOUT

# Keras is imported before the connection is made, so that no time limit includes the import.
_RUN = """
import importlib, socket
import keras
module = importlib.import_module(sys.argv[1].split(":")[0])
connection = socket.create_connection(("127.0.0.1", int(sys.argv[1].split(":")[1])))
connection.sendall(sys.stdin.buffer.read())
sys.stdin.close()
module.main(connection)
"""
_TOKEN_LENGTH = 32


class FreshProcesses:
    """Starts a new Python interpreter for every process. Thread-safe."""

    def __init__(self) -> None:
        self.folder = make_folder()
        self.base_memory = 0
        self._started: dict[int, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()
        self._numbers = iter(range(sys.maxsize))

    def fork(self, module: str, confinement: Confinement | None = None) -> Child:
        """Start a process that runs `main(connection)` of `module`; raises ProcessError."""
        assert confinement is None, "only a fork server's children confine themselves"
        token = secrets.token_bytes(_TOKEN_LENGTH)
        with self._lock:
            folder = self.folder / f"job-{next(self._numbers)}"
        folder.mkdir(mode=0o700)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [sys.executable, "-I", "-c", START + _RUN, f"{module}:{port}", *own_paths()],
                env=_environment(folder),
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            with self._lock:
                self._started[process.pid] = process
            assert process.stdin is not None
            with contextlib.suppress(BrokenPipeError), process.stdin:
                process.stdin.write(token)
            connection = _accept(listener, token, process)
        return Child(process.pid, Wire(connection), folder)

    def end(self, child: Child) -> int:
        """Kill the child's process group; return its exit code, or minus a signal number."""
        with self._lock:
            process = self._started.pop(child.pid)
        exit_code = _end(process)
        child.wire.close()
        if child.folder is not None:
            shutil.rmtree(child.folder, ignore_errors=True)
        return exit_code

    def close(self) -> None:
        """End all processes and remove their folder."""
        with self._lock:
            left, self._started = list(self._started.values()), {}
        for process in left:
            _end(process)
        shutil.rmtree(self.folder, ignore_errors=True)

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
    needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return ENVIRONMENT | needed | {"TMPDIR": str(folder), "TEMP": str(folder)}


def _accept(
    listener: socket.socket, token: bytes, process: subprocess.Popen[bytes]
) -> socket.socket:
    """Wait for the process to connect. Other connections are refused: they lack the token."""
    deadline = time.monotonic() + READY_TIMEOUT
    listener.settimeout(0.5)
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(TimeoutError):
            connection, _ = listener.accept()
            connection.settimeout(5)
            with contextlib.suppress(OSError):
                if secrets.compare_digest(connection.recv(_TOKEN_LENGTH), token):
                    return connection
            connection.close()
    raise ProcessError(f"a fresh process did not start, exit code {process.poll()}")


def _end(process: subprocess.Popen[bytes]) -> int:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    return process.wait()
