"""The kernel's end of the process that judges."""

from __future__ import annotations

import atexit
import contextlib
import functools
import subprocess
import sys
import threading
from types import TracebackType

import msgspec

from grader.errors import ProcessError, UsageError
from grader.live.notebook.messages import REPLIES, Refused, Reply, Request
from grader.processes.environment import own_paths
from grader.submission.contents import receive, send

# Isolated mode ignores PYTHONPATH and the working folder, which may contain a file named numpy.py.
_START = """
import sys
at = next((n for n, path in enumerate(sys.path) if path.endswith("-packages")), len(sys.path))
sys.path[at:at] = sys.argv[1:]
from grader.live.notebook.service import main
main()
"""


class Helper:
    """A process that judges, as a context manager. It starts with the first request. Thread-safe.

    It ends with the kernel. A request that is interrupted ends it too; the next one starts another.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Helper:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def ask(self, request: Request) -> Reply:
        """Return the reply to a request.

        Raises UsageError if it asked for what does not exist, and ProcessError if there is no
        reply.
        """
        with self._lock:
            reply = None
            try:
                reply = self._ask(request)
            finally:
                if reply is None:  # What arrives later must not be taken for another reply.
                    self._end()
        if reply is None:
            raise ProcessError("the process that judges has ended. Please check once more.")
        if isinstance(reply, Refused):
            raise UsageError(reply.why) if reply.is_usage else ProcessError(reply.why)
        return reply

    def close(self) -> None:
        """End the process. The next request starts another."""
        with self._lock:
            self._end()

    def _ask(self, request: Request) -> Reply | None:
        process = self._process = self._process or _started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, request)
            return receive(process.stdout, REPLIES)
        except OSError:
            return None
        except msgspec.MsgspecError as error:
            raise ProcessError(f"the process that judges does not make sense: {error}") from error

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(OSError):
            process.stdin.close()  # It ends its own processes then.
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


@functools.cache
def helper() -> Helper:
    """Return the helper of this kernel."""
    one = Helper()
    atexit.register(one.close)
    return one


def _started() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-I", "-W", "ignore", "-c", _START, *own_paths()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Interrupting the kernel does not interrupt it.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ProcessError(f"the process that judges cannot be started: {error}") from error
