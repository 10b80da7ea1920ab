"""Watches what the kernel's limits do not cover: the memory and disk space actually used."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

from grader.processes.process import Child
from grader.protocol.problems import Kind
from grader.sandbox.limits import MEGABYTE, Limits

_PERIOD = 0.025
"""Seconds. At a few gigabytes a second, a process can exceed its limit by about 100 MB."""


class Watch:
    """One watched child. `exceeded` is the kind of limit that it exceeded, if any."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.exceeded: Kind | None = None


class Watchdog:
    """Checks every watched child forty times a second, and kills a child that exceeds a limit."""

    def __init__(self, limits: Limits, base_memory: int) -> None:
        self._limits = limits
        self._max_memory = base_memory + limits.memory * MEGABYTE
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
        while not self._is_over.wait(_PERIOD):
            with self._lock:
                # While this holds the lock, no thread leaves `watching`, so no pid is reaped.
                for watch in self._watched:
                    if watch.exceeded is None:
                        watch.exceeded = self._exceeded(watch.child)
                        if watch.exceeded is not None:
                            with contextlib.suppress(OSError):
                                os.kill(watch.child.pid, signal.SIGKILL)

    def _exceeded(self, child: Child) -> Kind | None:
        limits = self._limits
        status = _status(child.pid)
        if _private(status) > self._max_memory:
            return "memory"
        if _field(status, b"\nThreads:") > limits.threads:
            return "threads"
        if child.folder is None:
            return None
        size, count = _usage(child.folder, limits.files)
        if count > limits.files:
            return "files"
        if size + _unnamed(child.pid) > limits.disk * MEGABYTE:
            return "disk"
        return None


def private_memory(pid: int) -> int:
    """Return the bytes of a process's anonymous and shared memory; 0 if unknown.

    Mapped files do not count, since all forks share TensorFlow's libraries.
    """
    return _private(_status(pid))


def _private(status: bytes) -> int:
    return 1024 * (_field(status, b"\nRssAnon:") + _field(status, b"\nRssShmem:"))


def _status(pid: int) -> bytes:
    # One read of bytes, for speed: this runs forty times a second for every child.
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
    """Return a number from proc_pid_status(5), in its own unit; 0 if it is missing."""
    _, found, rest = status.partition(name)
    return int(rest.split(maxsplit=1)[0]) if found else 0


def _usage(folder: Path, most: int) -> tuple[int, int]:
    """Return the bytes and the number of files in a folder, counting no further than `most`.

    A folder that cannot be listed, because of its permissions or its depth, exceeds the limit.
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
    """Return the bytes of deleted files that a process still has open."""
    size = 0
    with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/fd") as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                facts = entry.stat()
                if facts.st_nlink == 0 and stat.S_ISREG(facts.st_mode):
                    size += facts.st_blocks * 512
    return size
