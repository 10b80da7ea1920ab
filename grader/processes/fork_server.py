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

from grader.processes.cgroup import ControlGroups, control_groups
from grader.processes.environment import ENVIRONMENT, ISOLATED, START, own_paths
from grader.processes.process import Child
from grader.processes.run_folder import RunFolder
from grader.processes.server_connection import ServerConnection
from grader.processes.users import UserBlock
from grader.protocol.wire import Wire
from grader.sandbox.confinement import Confinement

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


class ForkServer:
    """A fork server. The constructor starts it; the first `fork` waits until it is ready.

    Thread-safe. protected: folders that learner code must not read, in addition to the grader's.
    room: bytes that the files of all children together may take.
    """

    def __init__(self, protected: Sequence[Path] = (), room: int = 0) -> None:
        self._lock = threading.Lock()
        self._warm: ServerConnection | None = None
        self._parents: dict[Wire, ServerConnection] = {}
        self.users = UserBlock() if os.geteuid() == 0 else None
        self.groups: ControlGroups | None = control_groups()
        self._folder = RunFolder(room)
        self.folder = self._folder.path
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115  closed in close()
        ours, theirs = socket.socketpair()
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
        self._cold = ServerConnection(ours, self._process.pid, self._last_line)

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._process.pid

    def fork(
        self, module: str, confinement: Confinement | None = None, *, warm: bool = False
    ) -> Child:
        """Fork a process that runs `main(connection)` of `module`; raises ProcessError.

        warm: whether its parent may have computed. Single operations are then faster, and a
        `tf.function` hangs.
        """
        parent = self._warm_parent() if warm else self._cold
        child = parent.fork(module, confinement)
        self._parents[child.wire] = parent
        return child

    def warm_up(self) -> None:
        """Start the process that has computed, without waiting for it; raises ProcessError."""
        with self._lock:
            if self._warm is None:
                self._warm = self._cold.fork_server()

    def give_up(self) -> None:
        """End the server if it has not started yet. It has no children then."""
        if not self._cold.is_ready:
            self._process.kill()

    def end(self, child: Child) -> int:
        """Kill a child and all that it started; return its exit code, or minus a signal number.

        Raises ProcessError.
        """
        return self._parents.pop(child.wire).end(child)

    def close(self) -> None:
        """End the server and all its children, and remove their folder."""
        parents = [self._cold] if self._warm is None else [self._warm, self._cold]
        for parent in parents:
            parent.close()
        if not self._cold.is_ready:
            self._process.kill()  # It has no children yet, and importing takes seconds.
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for parent in parents:
            parent.close_children()
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

    def _warm_parent(self) -> ServerConnection:
        """Return the warm server, which starts when it is first needed."""
        self.warm_up()
        assert self._warm is not None
        self._warm.wait_until_ready()
        return self._warm

    def _last_line(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        self._stderr.seek(0)
        lines = self._stderr.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"exit code {self._process.returncode}"
