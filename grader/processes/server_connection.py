"""Sends requests to one fork server, and receives its replies."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from grader.errors import ProcessError
from grader.processes.accounting import private_memory
from grader.processes.clock import within
from grader.processes.process import Child
from grader.protocol.wire import Wire, WireError
from grader.sandbox.confinement import Confinement
from grader.sandbox.requests import (
    ENDED,
    FORKED,
    READY,
    READY_TIMEOUT,
    End,
    Fork,
    Request,
    WarmServer,
)

Reply = TypeVar("Reply")


class ServerConnection:
    """The connection to one fork server. Thread-safe.

    pid: the server's process id. last_words: tells why the server has ended.
    """

    def __init__(self, connection: socket.socket, pid: int, last_words: Callable[[], str]) -> None:
        self.pid = pid
        self.is_ready = False
        self.is_lost = False
        self.base_memory = 0
        self._wire = Wire(connection)
        self._last_words = last_words
        self._lock = threading.Lock()
        self._wires: set[Wire] = set()

    def wait_until_ready(self) -> None:
        """Wait until the server can fork; raises ProcessError if it does not start."""
        with self._lock:
            if self.is_ready:
                return
            try:
                self._wire.receive(READY, within(self.pid, READY_TIMEOUT))
            except WireError as error:
                self.is_lost = True
                raise ProcessError(
                    f"the fork server did not start: {self._last_words()}"
                ) from error
            self.base_memory = private_memory(self.pid)
            self.is_ready = True

    def fork(self, module: str, confinement: Confinement | None) -> Child:
        """Fork a process that runs `main(connection)` of `module`; raises ProcessError."""
        pid, ours = self._forked(Fork(module, confinement))
        folder = confinement.folder if confinement is not None else None
        child = Child(pid, Wire(ours), Path(folder) if folder else None, self.base_memory)
        self._wires.add(child.wire)
        return child

    def fork_server(self) -> ServerConnection:
        """Fork a warm server; raises ProcessError."""
        pid, ours = self._forked(WarmServer())
        return ServerConnection(ours, pid, self._last_words)

    def end(self, child: Child) -> int:
        """Kill a child and all that it started; return its exit code, or minus a signal number.

        Raises ProcessError.
        """
        try:
            ended = self._request(End(child.pid), ENDED)
        finally:
            child.wire.close()  # Only now: a child whose wire is closed earlier may exit by itself.
            self._wires.discard(child.wire)
        return ended.exit_code

    def close(self) -> None:
        """Close the control socket, on which the server ends with all its children."""
        self._wire.close()

    def close_children(self) -> None:
        """Close the wires to children that nobody has ended."""
        for wire in self._wires:
            wire.close()

    def _forked(self, request: Fork | WarmServer) -> tuple[int, socket.socket]:
        """Return the process id of a new child, and our end of its connection."""
        self.wait_until_ready()
        ours, theirs = socket.socketpair()
        with theirs:
            forked = self._request(request, FORKED, theirs)
        if not forked.pid:
            ours.close()
            raise ProcessError("the fork server could not start another process")
        return forked.pid, ours

    def _request(
        self,
        request: Request,
        reply: msgspec.msgpack.Decoder[Reply],
        descriptor: socket.socket | None = None,
    ) -> Reply:
        with self._lock:
            if self.is_lost:
                raise ProcessError("the fork server is gone")
            try:
                self._wire.send(request)
                if descriptor is not None:
                    socket.send_fds(self._wire.connection, [b"f"], [descriptor.fileno()])
                return self._wire.receive(reply, within(self.pid, READY_TIMEOUT))
            except (OSError, WireError) as error:
                # A reply that comes late would be taken for that to the next request.
                self.is_lost = True
                raise ProcessError(f"the fork server is gone: {self._last_words()}") from error
