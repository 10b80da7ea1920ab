"""A fresh Python interpreter that connects over 127.0.0.1.

For Windows, where a new process cannot inherit one of a pair of sockets.
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from grader.errors import ProcessError
from grader.processes.environment import ISOLATED, START, own_paths
from grader.sandbox.requests import READY_TIMEOUT
from grader.sandbox.signals import apart

_RUN = """
import importlib, socket
import keras
from grader.protocol.wire import Wire
from grader.sandbox.requests import Ready
module, port = sys.argv[1].split(":")
main = importlib.import_module(module).main
connection = socket.create_connection(("127.0.0.1", int(port)))
connection.sendall(sys.stdin.buffer.read())
sys.stdin.close()
Wire(connection).send(Ready())
main(connection)
"""
_TOKEN_LENGTH = 32
_PATIENCE = 5.0
"""Seconds. The end of a process cannot be seen here as by `clock.wait_until_gone`."""


class OverLoopback:
    """A process. It sends `Ready` over the connection and then runs a module's `main`.

    Raises ProcessError.
    """

    def __init__(self, module: str, folder: Path, environment: Mapping[str, str]) -> None:
        token = secrets.token_bytes(_TOKEN_LENGTH)
        with _listener() as listener:
            argument = f"{module}:{listener.getsockname()[1]}"
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [sys.executable, *ISOLATED, "-c", START + _RUN, argument, *own_paths()],
                env=environment,
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **apart(),
            )
            self.pid = self._process.pid
            assert self._process.stdin is not None
            with contextlib.suppress(OSError), self._process.stdin:
                self._process.stdin.write(token)
            self.connection = accept(listener, token, self._process)

    def end(self) -> int:
        """Kill the process; return its exit code, or minus a signal number.

        One that has closed its connection is about to end by itself. It gets the time for that, so
        that the exit code is its own.
        """
        if is_closed(self.connection):
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self._process.wait(_PATIENCE)
        self._process.kill()
        return self._process.wait()


def accept(
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
    process.kill()
    raise ProcessError(f"a fresh process did not start, exit code {process.wait()}")


def _listener() -> socket.socket:
    try:
        return socket.create_server(("127.0.0.1", 0))
    except OSError as error:
        raise ProcessError(f"processes cannot connect over 127.0.0.1: {error}") from error


def is_closed(connection: socket.socket) -> bool:
    """Return whether the other side has closed a connection from which all was received."""
    try:
        connection.settimeout(0)
        return not connection.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:  # It was reset, which is how Windows closes the connections of a process.
        return True
