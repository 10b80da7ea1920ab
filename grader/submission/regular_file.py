"""Opens what learners handed in: regular files only, and never through a link."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

from grader.errors import GraderError

_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)  # not every system has each of them


class NotRegularError(GraderError):
    """A folder, a pipe, a device or a socket."""


def open_regular(path: Path) -> io.FileIO:
    """Open a file to read its bytes; raises OSError, for links too, and NotRegularError."""
    # The flags refuse links, which may lead out of the folder, and do not wait for a pipe.
    descriptor = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotRegularError("this is not a regular file")
    return io.FileIO(descriptor, "rb")
