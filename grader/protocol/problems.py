"""Why learner code gave no answer."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from grader.protocol.excerpts import Excerpt

# The unmodified runner sends shorter text than this, even if each character is escaped to ten. The
# decoder refuses longer text.
Name: TypeAlias = Annotated[str, Meta(max_length=2_000)]
LongText: TypeAlias = Annotated[str, Meta(max_length=20_000)]

Kind: TypeAlias = Literal[
    "exception",  # learner code raised
    "undefined",  # the file ran and did not define the function
    "exit",  # learner code called sys.exit or raised SystemExit
    "syntax",  # the source does not parse
    "unreadable",  # the file could not be read
    "timeout",  # the time limit of a call, or of the top-level statements, passed
    "waited",  # the same, and the process spent most of the time waiting
    "task_time",  # the time limit of all calls of one task passed
    "total_time",  # the time limit of the whole submission passed
    "memory",  # a limit was exceeded, as in the following
    "file_size",
    "disk",
    "files",
    "descriptors",
    "threads",
    "crash",  # the process ended
    "protocol",  # the process sent too much, or messages that are invalid or out of order
]


class Problem(msgspec.Struct, frozen=True):
    """One reason for a missing answer, and the learner's line that it comes from.

    file: the file's name as it is shown. cell: the number of the notebook's code cell, from 1; 0
    for a script. line: counted from 1 in the file or in the cell; 0 if unknown. source: that line.
    limit: what was allowed, in the unit of the kind: seconds, megabytes or a count. exit_code: of
    a process that ended; minus the signal's number if a signal ended it. column, end_column: as in
    `Mark`. excerpt: the line as it is shown; not filled in by a learner's process.
    """

    kind: Kind
    type_name: Name = ""
    message: LongText = ""
    file: Name = ""
    cell: int = 0
    line: int = 0
    source: Name = ""
    limit: float = 0
    exit_code: int = 0
    column: int = 0
    end_column: int = 0
    excerpt: Excerpt = Excerpt()
