"""Measures what a process uses that the kernel's limits do not cover: memory, threads and files."""

from __future__ import annotations

import contextlib
import math
import os
import re
import stat
from collections.abc import Collection
from pathlib import Path

from grader.processes.process import Child
from grader.protocol.problems import Kind
from grader.sandbox.limits import MEGABYTE, Limits

_LOOKS = 4
"""Number of looks at a folder in which names keep vanishing."""

_MAX_MAPS = 16 * MEGABYTE
"""Bytes of a list of mappings. TensorFlow's has 0.1 MB, and the longest without tricks has 6 MB."""


def limit_exceeded(child: Child, limits: Limits, thorough: bool = False) -> Kind | None:
    """Return the kind of limit that a child exceeds at this moment, if any.

    thorough: whether to look for files that are only mapped, too, which takes about 2 ms instead of
    0.1 ms.
    """
    entry, status = _living_entry(child.pid)
    if _private(status) > child.base_memory + limits.memory * MEGABYTE:
        return "memory"
    if _field(status, b"\nThreads:") > limits.threads:
        return "threads"
    if child.folder is None:
        return None
    size, count = _usage(child.folder, limits.files)
    if count > limits.files:
        return "files"
    opened = _unnamed(entry)
    total: float = size + sum(opened.values())
    if thorough:
        total += _only_mapped(entry, child.folder, opened, limits)
    return "disk" if total > limits.disk * MEGABYTE else None


def private_memory(pid: int) -> int:
    """Return the bytes of a process's anonymous and shared memory; 0 if unknown.

    Mapped files do not count, since all forks share TensorFlow's libraries.
    """
    return _private(_status(f"/proc/{pid}"))


def _private(status: bytes) -> int:
    parts = (b"\nRssAnon:", b"\nRssShmem:", b"\nVmSwap:")
    return 1024 * sum(_field(status, part) for part in parts)


def _living_entry(pid: int) -> tuple[str, bytes]:
    """Return the entry of a process in /proc, or that of a thread which has outlived the main one.

    Also returns its status. The entry of the process is that of its main thread. Once that has
    ended, it tells nothing.
    """
    entry = f"/proc/{pid}"
    status = _status(entry)
    if not _has_ended(status):
        return entry, status
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"{entry}/task"):  # noqa: PTH208
            of_thread = _status(f"{entry}/task/{thread}")
            if not _has_ended(of_thread):
                return f"{entry}/task/{thread}", of_thread
    return entry, status


def _has_ended(status: bytes) -> bool:
    return not status or b"\nState:\tZ" in status or b"\nState:\tX" in status


def _status(entry: str) -> bytes:
    # One read of bytes, for speed: this runs forty times a second for every child.
    try:
        descriptor = os.open(f"{entry}/status", os.O_RDONLY)
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

    A folder that cannot be listed, because of its permissions or its depth, exceeds the limit. If
    a name vanishes during the look, what it named may have another name: the most of several looks
    counts.
    """
    most_seen = (0, 0)
    for _ in range(_LOOKS):
        size, count, has_all = _one_look(folder, most)
        most_seen = max(most_seen[0], size), max(most_seen[1], count)
        if has_all:
            break
    return most_seen


def _one_look(folder: Path, most: int) -> tuple[int, int, bool]:
    """Return the bytes, the number of files, and whether no name vanished during the look."""
    size, count, has_all, folders = 0, 0, True, [str(folder)]
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
                        try:
                            size += _on_disk(entry.stat(follow_symlinks=False))
                        except FileNotFoundError:
                            has_all = False
        except FileNotFoundError:
            has_all = False
        except OSError:
            return size, most + 1, True
    return size, count, has_all


def _on_disk(facts: os.stat_result) -> int:
    """Return the bytes that a file takes; where they are unknown (Windows), those it contains."""
    blocks: int | None = getattr(facts, "st_blocks", None)
    return facts.st_size if blocks is None else blocks * 512


def _unnamed(entry: str) -> dict[int, int]:
    """Return the bytes of the deleted files that a process still has open, by their inodes."""
    sizes = {}
    with contextlib.suppress(OSError), os.scandir(f"{entry}/fd") as descriptors:
        for descriptor in descriptors:
            with contextlib.suppress(OSError):
                facts = descriptor.stat()
                if facts.st_nlink == 0 and stat.S_ISREG(facts.st_mode):
                    sizes[facts.st_ino] = _on_disk(facts)
    return sizes


def _only_mapped(entry: str, folder: Path, opened: Collection[int], limits: Limits) -> float:
    """Return the bytes that deleted files may have which a process has mapped but not opened.

    Only root can know the size of such a file, so each one counts as much as a file may have. Files
    outside the folder do not count: libraries are deleted when a system is updated.
    """
    pattern = rb"^\S+ \S+ \S+ \S+ (\d+) +%b/.* \(deleted\)$" % re.escape(os.fsencode(folder))
    try:
        with open(f"{entry}/maps", "rb") as file:  # noqa: PTH123
            maps = file.read(_MAX_MAPS)
    except OSError:
        return 0
    if len(maps) == _MAX_MAPS:
        return math.inf  # Something may be hidden behind mappings with long names.
    if b" (deleted)\n" not in maps:  # Nearly always; this is faster than the pattern.
        return 0
    inodes = {int(inode) for inode in re.findall(pattern, maps, re.MULTILINE)}
    return len(inodes - set(opened)) * limits.file * MEGABYTE
