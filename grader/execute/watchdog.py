"""Watches what limits of the kernel miss: memory really used, and files really there."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

from grader.execute.limits import amount, too_much_memory
from grader.execute.processes import Child
from grader.sandbox.confinement import MEGABYTE, Limits

_PERIOD = 0.025
"""Seconds. Memory can be taken at some gigabytes a second: this lets a hundred megabytes slip."""


class Watch:
    """One child being watched; `exceeded` says which limit it met, if it did."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.exceeded = ""


class Watchdog:
    """Looks at every watched child forty times a second, and kills one that is over a limit."""

    def __init__(self, limits: Limits, base_memory: int) -> None:
        self._limits = limits
        self._most_memory = base_memory + limits.memory * MEGABYTE
        self._watched: set[Watch] = set()
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    @contextlib.contextmanager
    def watching(self, child: Child) -> Iterator[Watch]:
        """Watch a child. It must not be reaped inside, so that its pid stays its own."""
        watch = Watch(child)
        with self._lock:
            self._watched.add(watch)
        try:
            yield watch
        finally:
            with self._lock:
                self._watched.discard(watch)

    def close(self) -> None:
        """Stop looking."""
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._is_over.wait(_PERIOD):
            with self._lock:
                # Under the lock: nobody leaves `watching`, and so no pid is reaped, meanwhile.
                for watch in self._watched:
                    if not watch.exceeded:
                        watch.exceeded = self._exceeded(watch.child)
                        if watch.exceeded:
                            with contextlib.suppress(OSError):
                                os.kill(watch.child.pid, signal.SIGKILL)

    def _exceeded(self, child: Child) -> str:
        if private_memory(child.pid) > self._most_memory:
            return too_much_memory(self._limits)
        if child.folder is None:
            return ""
        size, count = _usage(child.folder, self._limits.files)
        if count > self._limits.files:
            return f"made more than {self._limits.files} files"
        if size > self._limits.disk * MEGABYTE:
            return f"wrote more than {amount(self._limits.disk)} to files"
        return ""


def private_memory(pid: int) -> int:
    """Return the bytes of memory a process has for itself or shares as memory; 0 if unknown.

    Files it has mapped do not count: all forks have TensorFlow's libraries in common.
    """
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    fields = (line.split() for line in text.splitlines())
    return sum(int(f[1]) * 1024 for f in fields if f and f[0] in ("RssAnon:", "RssShmem:"))


def _usage(folder: Path, most: int) -> tuple[int, int]:
    """Return bytes and number of what lies in a folder, counting no further than `most`."""
    size, count, folders = 0, 0, [str(folder)]
    while folders and count <= most:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    count += 1
                    if count > most:
                        break
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        size += entry.stat(follow_symlinks=False).st_blocks * 512
        except OSError:
            continue  # Gone meanwhile, or closed to us: then it is at least counted.
    return size, count
