"""The coordinator's handle on the fork server and on the processes it forks."""

from __future__ import annotations

import contextlib
import os
import shutil
import site
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from grader.errors import MachineError
from grader.sandbox.fork_server import READY_TIMEOUT, End, Ended, Fork, Forked, Ready
from grader.sandbox.wire import Wire, WireError

_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    # Read before Keras is imported; a path that cannot exist keeps a learner's ~/.keras out.
    "KERAS_HOME": "/dev/null/keras",
    "KERAS_BACKEND": "tensorflow",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    # One thread each: jobs run side by side, the server must fork, and sums stay in one order.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    # Plain Eigen instead of code generated at the first matrix product: 27 ms less in each child.
    "TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL": "false",
}


@dataclass(frozen=True)
class Child:
    """A forked process and the wire to it."""

    pid: int
    wire: Wire


class ForkServer:
    """A fork server, started at once and ready when first used. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_ready = False
        self._folder = Path(tempfile.mkdtemp(prefix="grade-"))
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  closed in close()
        ours, theirs = socket.socketpair()
        self._wire = Wire(ours)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [sys.executable, "-I", "-c", _START, str(theirs.fileno()), *_extra_paths()],
                env=_ENVIRONMENT | {"TMPDIR": str(self._folder)},
                cwd=self._folder,
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

    def wait_until_ready(self) -> None:
        """Wait until TensorFlow is imported; raises MachineError if that fails."""
        with self._lock:
            self._wait_until_ready()

    def fork(self, module: str) -> Child:
        """Fork a process running `main(connection)` of `module`; raises MachineError."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            self._wait_until_ready()
            forked: Forked = self._ask(Fork(module), Forked, theirs)
        return Child(forked.pid, Wire(ours))

    def end(self, child: Child) -> int:
        """Kill the child with all it started; return its exit code, or minus a signal number."""
        try:
            with self._lock:
                ended: Ended = self._ask(End(child.pid), Ended)
        finally:
            child.wire.close()  # Not before: a child that sees the end may still get to leave.
        return ended.exit_code

    def close(self) -> None:
        """End the server with all its children and remove the folder they could write to."""
        self._wire.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._complaints.close()
        shutil.rmtree(self._folder, ignore_errors=True)

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


# Isolated mode ignores PYTHONPATH, the user's site-packages and the working folder, where a file
# named tensorflow.py may lie; where the command itself was found goes in after the standard library.
_START = """
import sys
packages = [path for path in sys.path if path.endswith("-packages")]
at = sys.path.index(packages[0]) if packages else len(sys.path)
sys.path[at:at] = sys.argv[2:]
import socket
from grader.sandbox import fork_server
fork_server.serve(socket.socket(fileno=int(sys.argv[1])))
"""


def _extra_paths() -> list[str]:
    ours = str(Path(__file__).resolve().parents[2])
    packages = [*site.getsitepackages(), site.getusersitepackages()]
    known = {os.path.realpath(path) for path in packages}
    return [ours, *(path for path in sys.path if os.path.realpath(path) in known)]
