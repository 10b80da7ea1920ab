"""Reads the bytes of submitted files, from the disk and from archives."""

from __future__ import annotations

import io

from grader.errors import GraderError
from grader.submission.archive import ArchiveError, Archives
from grader.submission.listing import File
from grader.submission.regular_file import NotRegularError, is_machines_fault, open_regular


class UnreadableError(GraderError):
    """The file cannot be read; becomes the submission's problem. The message is for the learner."""


def read_content(file: File, limit: int, archives: Archives) -> bytes:
    """Return the content of a file; raises UnreadableError, also if it has more bytes than this."""
    try:
        content = _beginning(file, limit + 1, archives)
    except (ArchiveError, NotRegularError) as error:
        raise UnreadableError(str(error)) from error
    except OSError as error:
        if is_machines_fault(error):
            raise
        raise UnreadableError(f"the file cannot be opened: {error.strerror}") from error
    if len(content) > limit:
        raise UnreadableError(f"the file is larger than {limit:,} bytes")
    return content


def read_beginning(file: File, limit: int, archives: Archives) -> bytes:
    """Return the first bytes of a file; none if it cannot be read."""
    try:
        return _beginning(file, limit, archives)
    except (ArchiveError, NotRegularError, OSError):
        return b""


def _beginning(file: File, limit: int, archives: Archives) -> bytes:
    if file.members:
        return archives.content(file, limit)
    with io.BufferedReader(open_regular(file.path)) as opened:
        return opened.read(limit)
