"""Ends a process with everything that it started, and removes the folder that it wrote to.

Used by the fork server and by the supervisor of a single process.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36

_PATIENCE = 30.0
"""Seconds in which a killed process must have ended. It takes milliseconds, unless the kernel has
much to undo for it. The others must not wait for that."""

_PATIENCE_WITH_STRAYS = 2.0


def adopt_orphans() -> None:
    """Become the parent of processes that a child leaves behind, even in their own session.

    Does nothing on systems other than Linux. Raises OSError.
    """
    if sys.platform != "linux":
        return
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def end_process(pid: int, others: Collection[int] = ()) -> int:
    """Kill a child and all that it started; return its exit code, or minus a signal number.

    others: children of this process that go on running. A child that the kernel does not end soon
    is given up, as if the signal had ended it.
    """
    # The child leads its own process group, which may contain processes that it started.
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    exit_code = _reaped(pid, _PATIENCE)
    _end_strays({*others, pid})
    return -signal.SIGKILL if exit_code is None else exit_code


def _end_strays(others: Collection[int]) -> None:
    """Kill and reap adopted processes until none is left, since each may have started others."""
    given_up = set(others)
    while strays := [pid for pid in own_children() if pid not in given_up]:
        for pid in strays:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        given_up |= {pid for pid in strays if _reaped(pid, _PATIENCE_WITH_STRAYS) is None}


def _reaped(pid: int, patience: float) -> int | None:
    """Wait for the end of a killed child; return its exit code, or None after so many seconds."""
    try:
        with contextlib.suppress(AttributeError):  # Systems other than Linux wait without a limit.
            descriptor = os.pidfd_open(pid)
            try:
                if not select.select([descriptor], [], [], patience)[0]:
                    return None
            finally:
                os.close(descriptor)
        _, status = os.waitpid(pid, 0)
    except (ChildProcessError, ProcessLookupError):
        return 0  # It has been reaped before.
    return os.waitstatus_to_exitcode(status)


def own_children() -> list[int]:
    """Return the ids of the children of this thread; none where the kernel does not list them."""
    try:
        return [int(pid) for pid in Path("/proc/thread-self/children").read_text().split()]
    except OSError:  # The process group was killed anyway.
        return []


def remove_folder(folder: str) -> None:
    """Remove a folder with all its contents; raises nothing.

    A learner's folder is nearly always empty. Otherwise `chmod` gives access to folders without
    permissions, and `rm` removes folders of any depth. Neither follows symbolic links.
    """
    with contextlib.suppress(OSError):
        os.rmdir(folder)  # noqa: PTH106  the path is a string
        return
    if os.name != "posix":
        shutil.rmtree(folder, ignore_errors=True)
        return
    for command in (["chmod", "-R", "u+rwX", folder], ["rm", "-rf", folder]):
        with contextlib.suppress(OSError):
            subprocess.run(command, check=False, stderr=subprocess.DEVNULL)  # noqa: S603
