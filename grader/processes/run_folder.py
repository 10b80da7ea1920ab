"""The folder of a run. What a killed run left behind is removed when the next run starts.

Whether a run lives is told by a lock on a file in its folder. The kernel releases the lock when the
last process that holds it has ended, however it ended.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from grader.sandbox.cleanup import remove_folder

_MEMORY = Path("/dev/shm")  # noqa: S108  mkdtemp makes an unpredictable name
_PREFIX = "grade-"
_LOCK = "dl-grader.lock"


class RunFolder:
    """A new folder for all children of a run; in memory if possible, which makes clean-up fast.

    Other users can enter the folders in it that belong to them, but cannot list it. lock: a
    descriptor for the processes that must have ended before the folder counts as left behind; None
    on systems without such locks.
    """

    def __init__(self, room: int = 0) -> None:
        """Make the folder. room: bytes that all children together may write."""
        disk = Path(tempfile.gettempdir())
        for place in (_MEMORY, disk):
            remove_left_behind(place)
        where = _MEMORY if _has_room(_MEMORY, room) else disk
        # Without symbolic links: the kernel names the files that a process has mapped that way.
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=where)).resolve()
        self.lock = _locked(self.path)
        self.path.chmod(0o711)

    def remove(self) -> None:
        """Remove the folder with all its contents, and release the lock; raises nothing."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None


def remove_left_behind(place: Path) -> None:
    """Remove the folders of this user's runs that no longer live; raises nothing."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX):
                with contextlib.suppress(OSError):
                    _remove_unless_locked(entry.path)


def _remove_unless_locked(folder: str) -> None:
    """Remove a run's folder; raises OSError if it is locked or is not the folder of a run.

    Anybody may make files in a folder such as /tmp, so nothing is followed and the owner must be
    this user. Only the owner can then replace the folder: such a place has the sticky bit.
    """
    assert sys.platform != "win32"
    import fcntl

    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(opened).st_uid != os.geteuid():
            return
        lock = os.open(_LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=opened)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove_folder(folder)
        finally:
            os.close(lock)
    finally:
        os.close(opened)


def _locked(folder: Path) -> int | None:
    """Return a descriptor that holds the lock of a new folder; None if it cannot be locked."""
    if sys.platform == "win32":
        return None
    import fcntl

    unnamed = folder / "new"
    lock = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError:  # Some network file systems have no locks. Then the folder is never removed.
        os.close(lock)
        unnamed.unlink()
        return None
    # It gets its name only now, so that no other run finds it without its lock.
    unnamed.rename(folder / _LOCK)
    return lock


def _has_room(place: Path, room: int) -> bool:
    try:
        facts = os.statvfs(place)
    except (OSError, AttributeError):  # AttributeError: Windows
        return False
    return os.access(place, os.W_OK | os.X_OK) and facts.f_bavail * facts.f_frsize > room
