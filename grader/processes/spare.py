"""Keeps one process ready, where each takes seconds to start."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future

from grader.processes.process import Child


class Spare:
    """A process that a thread starts before it is needed. Thread-safe.

    start: starts one; it may raise ProcessError.
    """

    def __init__(self, start: Callable[[], Child]) -> None:
        self._start = start
        self._lock = threading.Lock()
        self._next: Future[Child] | None = None

    def prepare(self) -> None:
        """Begin to start a process, unless there is one."""
        with self._lock:
            if self._next is None:
                self._next = Future()
                threading.Thread(target=self._run, args=(self._next,), daemon=True).start()

    def take(self) -> Child | None:
        """Return the process once it is ready; None if none was prepared or it did not start."""
        with self._lock:
            prepared, self._next = self._next, None
        if prepared is None or prepared.exception() is not None:
            return None
        return prepared.result()

    def _run(self, prepared: Future[Child]) -> None:
        try:
            prepared.set_result(self._start())
        except Exception as error:  # noqa: BLE001  whoever takes it starts another one
            prepared.set_exception(error)
