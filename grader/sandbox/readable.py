"""Which files learner code may read: Python, its packages, the system's libraries; nothing else."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator
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

DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


def readable_paths() -> list[str]:
    """Return the files and folders to open, none of which holds a part of the grader.

    A folder that does, such as the site-packages it is installed in, is taken entry by entry:
    lessons and solutions lie there.
    """
    protected = Path(__file__).resolve().parents[1]
    libraries = {Path(directory).resolve() for directory in _library_folders()}
    packages = {Path(path).resolve() for path in sys.path if path.endswith("-packages")}
    standard = {Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib")}
    roots = {*libraries, *packages, *standard, *map(Path, _SYSTEM_FILES)}
    return sorted({str(path) for root in roots for path in _without(root, protected)})


def _without(root: Path, protected: Path) -> Iterator[Path]:
    if protected.is_relative_to(root):
        if root != protected and root.is_dir():
            for entry in root.iterdir():
                yield from _without(entry.resolve(), protected)
    elif root.exists():
        yield root


def _library_folders() -> Iterator[str]:
    machine = os.uname().machine
    for folder in ("/lib", "/usr/lib"):
        yield f"{folder}/{machine}-linux-gnu"
    yield from ("/lib64", "/usr/lib64")
