"""Reads files in a process of its own, which is replaced if a file takes it to a limit."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from grader.errors import ProcessError
from grader.submission.contents import Refusal, Reply, Request
from grader.submission.limits import DEFAULT_READING_LIMITS, ReadingLimits
from grader.submission.reader_start import ReaderProcess

_ENDS_PYTHON = "Python itself stops, without a message, when it reads this file"


class Reader:
    """A process that decodes and parses files, as a context manager. Thread-safe.

    paths: the module paths of the grader and its libraries. The process starts with the first file,
    or earlier with `start`. It imports no TensorFlow and runs nothing of the files.
    """

    def __init__(
        self, paths: Sequence[str], limits: ReadingLimits = DEFAULT_READING_LIMITS
    ) -> None:
        self._paths = paths
        self._limits = limits
        self._lock = threading.Lock()
        self._process: ReaderProcess | None = None
        self._is_closed = False

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process's id; None if none was started."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the process, without waiting for it; raises ProcessError."""
        with self._lock:
            self._started()

    def read(self, request: Request, content: bytes) -> Reply:
        """Read one file; raises ProcessError if the process fails for a reason of its own.

        A file that takes the process to a limit is refused, and so is one that ends Python twice:
        a single end may be the machine's doing.
        """
        with self._lock:
            reply = self._read(request, content) or self._read(request, content)
        return reply or Refusal(_ENDS_PYTHON)

    def stop(self) -> None:
        """End the process. The next file starts another."""
        with self._lock:
            self._end()

    def close(self) -> None:
        """End the process. The reader cannot be used again."""
        self._is_closed = True
        process = self._process
        if process is not None:
            process.kill()  # Another thread may be reading. It now gets no reply.
        with self._lock:
            self._end()

    def _read(self, request: Request, content: bytes) -> Reply | None:
        """Return the reply; None if the process ended, and by no limit of ours."""
        process, reply = self._started(), None
        try:
            reply = process.ask(request, content)
            return reply or process.why_it_ended()
        finally:
            if reply is None:  # The next file gets a new process, and never this one's reply.
                self._end()

    def _started(self) -> ReaderProcess:
        if self._is_closed:
            raise ProcessError("the session is closed")
        if self._process is None:
            self._process = ReaderProcess(self._paths, self._limits)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()
