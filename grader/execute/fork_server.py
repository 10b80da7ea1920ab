"""The coordinator's handle on the fork server."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from grader.errors import MachineError
from grader.execute.processes import ENVIRONMENT, START, Child, make_folder, own_paths
from grader.execute.watchdog import private_memory
from grader.sandbox.confinement import Confinement
from grader.sandbox.requests import READY_TIMEOUT, End, Ended, Fork, Forked, Ready
from grader.sandbox.wire import Wire, WireError

_SERVE = """
import socket
from grader.sandbox import fork_server
fork_server.serve(socket.socket(fileno=int(sys.argv[1])))
"""


class ForkServer:
    """A fork server, started at once and ready when first used. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_ready = False
        self._wires: set[Wire] = set()
        self.base_memory = 0
        self.folder = make_folder()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  closed in close()
        ours, theirs = socket.socketpair()
        self._wire = Wire(ours)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [sys.executable, "-I", "-c", START + _SERVE, str(theirs.fileno()), *own_paths()],
                env=ENVIRONMENT | {"TMPDIR": str(self.folder)},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._complaints,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the command, which then closes the server.
            )

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._process.pid

    def fork(self, module: str, confinement: Confinement | None = None) -> Child:
        """Fork a process running `main(connection)` of `module`; raises MachineError."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            self._wait_until_ready()
            forked: Forked = self._ask(Fork(module, confinement), Forked, theirs)
        if not forked.pid:
            ours.close()
            raise MachineError("no further process could be started")
        folder = confinement.folder if confinement is not None else None
        child = Child(forked.pid, Wire(ours), Path(folder) if folder else None)
        self._wires.add(child.wire)
        return child

    def end(self, child: Child) -> int:
        """Kill the child with all it started; return its exit code, or minus a signal number."""
        try:
            with self._lock:
                ended: Ended = self._ask(End(child.pid), Ended)
        finally:
            child.wire.close()  # Not before: a child that sees the end may still get to leave.
            self._wires.discard(child.wire)
        return ended.exit_code

    def close(self) -> None:
        """End the server with all its children and remove the folder they could write to."""
        self._wire.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for wire in self._wires:
            wire.close()
        self._complaints.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> ForkServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _wait_until_ready(self) -> None:
        if not self._is_ready:
            try:
                self._wire.receive(Ready, time.monotonic() + READY_TIMEOUT)
            except WireError as error:
                raise MachineError(f"TensorFlow did not start: {self._last_words()}") from error
            self.base_memory = private_memory(self.pid)
            self._is_ready = True

    def _ask(self, request: Fork | End, kind: Any, descriptor: socket.socket | None = None) -> Any:
        try:
            self._wire.send(request)
            if descriptor is not None:
                socket.send_fds(self._wire.connection, [b"f"], [descriptor.fileno()])
            return self._wire.receive(kind, time.monotonic() + READY_TIMEOUT)
        except (OSError, WireError) as error:
            raise MachineError(f"the fork server is gone: {self._last_words()}") from error

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"exit code {self._process.returncode}"
