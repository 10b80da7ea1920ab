"""Watches what limits of the kernel miss: memory really used, and files really there."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

from grader.execute.limits import amount, too_much_memory
from grader.execute.processes import Child
from grader.sandbox.confinement import MEGABYTE, Limits

_PERIOD = 0.025
"""Seconds. Memory can be taken at some gigabytes a second: this lets a hundred megabytes slip."""

MOST_THREADS = 1000
"""TensorFlow itself takes some dozens."""


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
        """Watch a child. Once it is reaped the watching must end, or its pid be somebody else's."""
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
        limits = self._limits
        status = _status(child.pid)
        if _private(status) > self._most_memory:
            return too_much_memory(limits)
        if _field(status, b"\nThreads:") > MOST_THREADS:
            return f"started more than {MOST_THREADS} threads"
        if child.folder is None:
            return ""
        size, count = _usage(child.folder, limits.files)
        if count > limits.files:
            return f"made more than {limits.files} files"
        if size + _unnamed(child.pid) > limits.disk * MEGABYTE:
            return f"wrote more than {amount(limits.disk)} to files"
        return ""


def private_memory(pid: int) -> int:
    """Return the bytes of memory a process has for itself or shares as memory; 0 if unknown.

    Files it has mapped do not count: all forks have TensorFlow's libraries in common.
    """
    return _private(_status(pid))


def _private(status: bytes) -> int:
    return 1024 * (_field(status, b"\nRssAnon:") + _field(status, b"\nRssShmem:"))


def _status(pid: int) -> bytes:
    # Bytes and no more reading than needed: this is done forty times a second for every child.
    try:
        descriptor = os.open(f"/proc/{pid}/status", os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(descriptor, 16_384)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def _field(status: bytes, name: bytes) -> int:
    """Return a number of proc_pid_status(5), in its unit; 0 if it is not there."""
    _, found, rest = status.partition(name)
    return int(rest.split(maxsplit=1)[0]) if found else 0


def _usage(folder: Path, most: int) -> tuple[int, int]:
    """Return bytes and number of what lies in a folder, counting no further than `most`.

    A folder that cannot be looked into, closed or too deep, counts as one too many.
    """
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
        except FileNotFoundError:
            continue
        except OSError:
            return size, most + 1
    return size, count


def _unnamed(pid: int) -> int:
    """Return the bytes of files that a process holds open and nobody can find by name."""
    size = 0
    with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/fd") as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                facts = entry.stat()
                if facts.st_nlink == 0 and stat.S_ISREG(facts.st_mode):
                    size += facts.st_blocks * 512
    return size
