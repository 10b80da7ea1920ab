"""Lists the files that learner code may read: Python, its packages and the system's libraries."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

_SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/sys/devices/system/cpu",
    "/usr/share/zoneinfo",
    "/usr/lib/locale",
)

DEVICES = ("/dev/null", "/dev/full", "/dev/random", "/dev/urandom")
"""Not /dev/zero: mapped as shared, it is memory that no limit of a process covers."""

OWN_PROC_FILES = ("cmdline", "comm", "maps", "stat", "statm", "status")
"""Names in a process's own folder in /proc that Python, NumPy, TensorFlow and psutil read.

Not the folder as a whole: it also describes the machine's mounts, network and control groups.
"""


def readable_paths(protected: Sequence[Path] = ()) -> list[str]:
    """Return the readable files and folders. None contains the grader or a protected folder.

    Instead of a folder that contains one, such as site-packages, its other entries are returned.
    """
    hidden = [Path(__file__).resolve().parents[1], *(path.resolve() for path in protected)]
    libraries = {Path(directory).resolve() for directory in _library_folders()}
    packages = {Path(path).resolve() for path in sys.path if path.endswith("-packages")}
    standard = {Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib")}
    roots = {*libraries, *packages, *standard, *map(Path, _SYSTEM_FILES)}
    return sorted({str(path) for root in roots for path in _without(root, hidden)})


def _without(root: Path, hidden: Sequence[Path]) -> Iterator[Path]:
    if any(root.is_relative_to(path) for path in hidden):
        return
    if any(path.is_relative_to(root) for path in hidden):
        if root.is_dir():
            for entry in root.iterdir():
                yield from _without(entry.resolve(), hidden)
    elif root.exists():
        yield root


def _library_folders() -> Iterator[str]:
    machine = os.uname().machine
    for folder in ("/lib", "/usr/lib"):
        yield f"{folder}/{machine}-linux-gnu"
    yield from ("/lib64", "/usr/lib64")
