"""Starts a fork server and requests processes from it; `grader.sandbox.serve` is the server."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from grader.errors import ProcessError
from grader.processes.accounting import private_memory
from grader.processes.cgroup import ControlGroups, control_groups
from grader.processes.clock import within
from grader.processes.environment import ENVIRONMENT, ISOLATED, START, own_paths
from grader.processes.process import Child
from grader.processes.run_folder import RunFolder
from grader.processes.users import UserBlock
from grader.protocol.wire import Wire, WireError
from grader.sandbox.confinement import Confinement
from grader.sandbox.requests import ENDED, FORKED, READY, READY_TIMEOUT, End, Fork

RUNNER = "grader.runner.main"

_SERVE = """
import json, socket
from pathlib import Path
from grader.sandbox import serve
settings = json.loads(sys.stdin.read())
connection = socket.socket(fileno=int(sys.argv[1]))
protected = [Path(path) for path in settings["protected"]]
serve.serve(connection, settings["preload"], protected, settings["folder"])
"""

Reply = TypeVar("Reply")


class ForkServer:
    """A fork server. The constructor starts it; the first `fork` waits until it is ready.

    Thread-safe. protected: folders that learner code must not read, in addition to the grader's.
    room: bytes that the files of all children together may take.
    """

    def __init__(self, protected: Sequence[Path] = (), room: int = 0) -> None:
        self._lock = threading.Lock()
        self._is_ready = False
        self._is_lost = False
        self._wires: set[Wire] = set()
        self.base_memory = 0
        self.users = UserBlock() if os.geteuid() == 0 else None
        self.groups: ControlGroups | None = control_groups()
        self._folder = RunFolder(room)
        self.folder = self._folder.path
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115  closed in close()
        ours, theirs = socket.socketpair()
        self._wire = Wire(ours)
        # The server holds the folder's lock, too: it still cleans up if the command is killed.
        locks = [] if self._folder.lock is None else [self._folder.lock]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [
                    sys.executable,
                    *ISOLATED,
                    "-c",
                    START + _SERVE,
                    str(theirs.fileno()),
                    *own_paths(),
                ],
                env=ENVIRONMENT | {"TMPDIR": str(self.folder)},
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=self._stderr,
                pass_fds=[theirs.fileno(), *locks],
                start_new_session=True,  # Ctrl-C ends the command, which then closes the server.
            )
        settings = {
            "preload": [RUNNER],
            "protected": [str(path) for path in protected],
            "folder": str(self.folder),
        }
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError), self._process.stdin:
            self._process.stdin.write(json.dumps(settings).encode())

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._process.pid

    def fork(self, module: str, confinement: Confinement | None = None) -> Child:
        """Fork a process that runs `main(connection)` of `module`; raises ProcessError."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            self._wait_until_ready()
            forked = self._request(Fork(module, confinement), FORKED, theirs)
        if not forked.pid:
            ours.close()
            raise ProcessError("the fork server could not start another process")
        folder = confinement.folder if confinement is not None else None
        child = Child(forked.pid, Wire(ours), Path(folder) if folder else None)
        self._wires.add(child.wire)
        return child

    def end(self, child: Child) -> int:
        """Kill a child and all that it started; return its exit code, or minus a signal number.

        Raises ProcessError.
        """
        try:
            with self._lock:
                ended = self._request(End(child.pid), ENDED)
        finally:
            child.wire.close()  # Only now: a child whose wire is closed earlier may exit by itself.
            self._wires.discard(child.wire)
        return ended.exit_code

    def close(self) -> None:
        """End the server and all its children, and remove their folder."""
        self._wire.close()
        if not self._is_ready:
            self._process.kill()  # It has no children yet, and importing takes seconds.
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for wire in self._wires:
            wire.close()
        self._stderr.close()
        self._folder.remove()
        if self.users is not None:
            self.users.close()

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
                self._wire.receive(READY, within(self.pid, READY_TIMEOUT))
            except WireError as error:
                raise ProcessError(f"the fork server did not start: {self._last_line()}") from error
            self.base_memory = private_memory(self.pid)
            self._is_ready = True

    def _request(
        self,
        request: Fork | End,
        reply: msgspec.msgpack.Decoder[Reply],
        descriptor: socket.socket | None = None,
    ) -> Reply:
        if self._is_lost:
            raise ProcessError("the fork server is gone")
        try:
            self._wire.send(request)
            if descriptor is not None:
                socket.send_fds(self._wire.connection, [b"f"], [descriptor.fileno()])
            return self._wire.receive(reply, within(self.pid, READY_TIMEOUT))
        except (OSError, WireError) as error:
            # A reply that comes late would be taken for that to the next request.
            self._is_lost = True
            raise ProcessError(f"the fork server is gone: {self._last_line()}") from error

    def _last_line(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        self._stderr.seek(0)
        lines = self._stderr.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"exit code {self._process.returncode}"
