"""Bounds the memory and the threads of processes by the kernel itself, where it lets this run.

A control group (cgroup v2) also counts what no limit of a process covers: the kernel's own memory,
shared memory that is not mapped, swap. One can be used if this process is alone in a group that was
handed to it ("delegated") with the controllers for memory and process ids, as by
`systemd-run --user --scope -p Delegate=yes`. Source: the kernel's
Documentation/admin-guide/cgroup-v2.rst.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from grader.sandbox.limits import MEGABYTE, Limits

_CONTROLLERS = frozenset({"memory", "pids"})
_MARKS = ("user.delegate", "trusted.delegate")  # how systemd marks a group that it does not manage
_SPARE = 32
"""Threads above the limit, so that the watchdog sees that it is exceeded."""


class ControlGroups:
    """The group of this process, in which each learner's process gets one of its own.

    Raises OSError if the kernel refuses.
    """

    def __init__(self, group: Path) -> None:
        self._group = group
        # A group whose members are divided among groups must itself be empty.
        own = group / "command"
        own.mkdir(exist_ok=True)
        (own / "cgroup.procs").write_text(str(os.getpid()))
        enabled = " ".join(f"+{name}" for name in sorted(_CONTROLLERS))
        (group / "cgroup.subtree_control").write_text(enabled)

    def add(self, pid: int, limits: Limits) -> Path:
        """Move a process into a new group with these limits and return the group; raises OSError.

        Files count as memory, too, if they are in a file system of memory.
        """
        group = self._group / f"process-{pid}"
        group.mkdir()
        try:
            (group / "memory.max").write_text(str((limits.memory + limits.disk) * MEGABYTE))
            (group / "pids.max").write_text(str(limits.threads + _SPARE))
            with contextlib.suppress(FileNotFoundError):  # The kernel may have no swap.
                (group / "memory.swap.max").write_text("0")
            (group / "cgroup.procs").write_text(str(pid))
        except OSError:
            remove(group)
            raise
        return group


def control_groups() -> ControlGroups | None:
    """Return the groups of this run; None where none was delegated, which is usual.

    Call this before the first process is started: it must be alone in its group.
    """
    group = delegated() if sys.platform == "linux" else None
    if group is None:
        return None
    try:
        return ControlGroups(group)
    except OSError:
        return None


def has_run_out(group: Path) -> bool:
    """Return whether the kernel ended a process of this group for want of memory."""
    try:
        events = (group / "memory.events").read_text().split()
    except OSError:
        return False
    return int(dict(zip(events[::2], events[1::2], strict=True)).get("oom_kill", "0")) > 0


def remove(group: Path) -> None:
    """Remove a group whose processes have ended; raises nothing."""
    with contextlib.suppress(OSError):
        group.rmdir()


def delegated() -> Path | None:
    """Return the group of this process if it can be divided, and None otherwise."""
    group = _own_group()
    if group is None:
        return None
    try:
        controllers = (group / "cgroup.controllers").read_text().split()
        members = (group / "cgroup.procs").read_text().split()
    except OSError:
        return None
    is_alone = members == [str(os.getpid())]
    return group if is_alone and set(controllers) >= _CONTROLLERS and _is_ours(group) else None


def _is_ours(group: Path) -> bool:
    """Return whether the group was handed to this user; root may write to any group."""
    if os.geteuid() != 0:
        return os.access(group / "cgroup.procs", os.W_OK) and os.access(group, os.W_OK)
    if _own_name() == "/" and (group / "cgroup.events").exists():
        return True  # The root of a namespace, not of the machine: a container's own group.
    for mark in _MARKS:
        with contextlib.suppress(OSError):
            if os.getxattr(group, mark) == b"1":
                return True
    return False


def _own_group() -> Path | None:
    name = _own_name()
    try:
        mounts = Path("/proc/self/mountinfo").read_text(errors="replace").splitlines()
    except OSError:
        return None
    for line in mounts:
        if " - cgroup2 " in line and name is not None:
            root, mounted_at = line.split()[3:5]
            if Path(name).is_relative_to(root):
                return Path(mounted_at) / Path(name).relative_to(root)
    return None


def _own_name() -> str | None:
    """Return the name of this process's group; None if the kernel has no such groups."""
    try:
        lines = Path("/proc/self/cgroup").read_text(errors="replace").splitlines()
    except OSError:
        return None
    return next((line.removeprefix("0::") for line in lines if line.startswith("0::")), None)
