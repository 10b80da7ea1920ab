"""Watches what the kernel's limits do not cover: the memory and disk space actually used."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from grader.processes.accounting import limit_exceeded
from grader.processes.process import Child
from grader.protocol.problems import Kind
from grader.sandbox.limits import Limits
from grader.sandbox.signals import kill

_PERIOD = 0.025
"""Seconds. At a few gigabytes a second, a process can exceed its limit by about 100 MB."""

_THOROUGH = 10
"""Every so many looks are thorough: four times a second."""


class Watch:
    """One watched child. `exceeded` is the kind of limit that it exceeded, if any."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.exceeded: Kind | None = None


class Watchdog:
    """Checks every watched child forty times a second, and kills a child that exceeds a limit."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._watched: set[Watch] = set()
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    @contextlib.contextmanager
    def watching(self, child: Child) -> Iterator[Watch]:
        """Watch a child until the block ends. It must not be reaped before that."""
        watch = Watch(child)
        with self._lock:
            self._watched.add(watch)
        try:
            yield watch
        finally:
            with self._lock:
                self._watched.discard(watch)

    def close(self) -> None:
        """Stop watching."""
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        looks = 0
        while not self._is_over.wait(_PERIOD):
            looks += 1
            with self._lock:
                # While this holds the lock, no thread leaves `watching`, so no pid is reaped.
                for watch in self._watched:
                    if watch.exceeded is None:
                        watch.exceeded = limit_exceeded(
                            watch.child, self._limits, looks % _THOROUGH == 0
                        )
                        if watch.exceeded is not None:
                            with contextlib.suppress(OSError):
                                kill(watch.child.pid)
