"""Opens submitted files: only regular files, and never through a symbolic link."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

from grader.errors import GraderError

_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)  # some systems lack some of them


_MACHINE_ERRORS = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO)


class NotRegularError(GraderError):
    """The file is a folder, a pipe, a device or a socket."""


def open_regular(path: Path) -> io.FileIO:
    """Open a file for reading; raises NotRegularError, and that or OSError for symbolic links."""
    if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():  # Windows
        raise NotRegularError("this is a symbolic link")
    # The flags refuse links, which may point outside the folder, and do not block on a pipe.
    descriptor = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotRegularError("this is not a regular file")
    return io.FileIO(descriptor, "rb")


def is_machines_fault(error: Exception) -> bool:
    """Return whether an error in opening or reading a file comes from the machine, not the file."""
    is_full = isinstance(error, OSError) and error.errno in _MACHINE_ERRORS
    return is_full or isinstance(error, MemoryError)
