"""Reads one found file into a Submission."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from grader.records import Submission
from grader.sandbox.messages import Problem
from grader.submission.discover import Found
from grader.submission.notebook import NotebookError, code_cells
from grader.submission.parse import Parsed, parse_cell
from grader.submission.survey import survey

MAX_SOURCE = 1_000_000
"""Bytes of a .py file; the course's own are 4,000."""

MAX_NOTEBOOK = 50_000_000
"""Bytes of a notebook, pictures and all."""


def read(found: Found, tasks: Sequence[str]) -> Submission:
    """Read a file. What cannot be read becomes the submission's problem; raises nothing."""
    name = found.path.name
    is_notebook = found.path.suffix.lower() == ".ipynb"
    try:
        content = _content(found.path, MAX_NOTEBOOK if is_notebook else MAX_SOURCE)
        parsed = _parse_notebook(name, content) if is_notebook else _parse_script(name, content)
        bindings, sources = survey(parsed, tasks)
    except _UnreadableError as error:
        return _unreadable(found, str(error))
    except (RecursionError, MemoryError) as error:
        return _unreadable(found, f"the file is too deeply nested to be read ({error!r})")
    return Submission(
        learner=found.learner,
        exercise=found.exercise,
        file=str(found.path),
        seed=int.from_bytes(hashlib.sha256(content).digest()[:4], "big"),
        tasks=sources,
        cells=parsed.cells,
        bindings=bindings,
    )


_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)  # not every system has each of them


def _unreadable(found: Found, why: str) -> Submission:
    return Submission(
        learner=found.learner,
        exercise=found.exercise,
        file=str(found.path),
        seed=0,
        tasks={},
        problem=Problem("syntax", message=why, where=found.path.name[:1000]),
    )


class _UnreadableError(Exception):
    """One line on why the file cannot be read."""


def _content(path: Path, limit: int) -> bytes:
    try:
        # Neither follow a link out of the folder nor wait at a pipe that nobody writes to.
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise _UnreadableError(f"the file cannot be opened: {error.strerror}") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _UnreadableError("this is not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise _UnreadableError(f"the file is larger than {limit:,} bytes")
    return content


def _parse_script(name: str, content: bytes) -> Parsed:
    try:
        source = importlib.util.decode_source(content)
    except (SyntaxError, UnicodeError, LookupError) as error:
        raise _UnreadableError(f"the file is not text that Python can read: {error}") from error
    return parse_cell(name, source)


def _parse_notebook(name: str, content: bytes) -> Parsed:
    parts = []
    try:
        for number, source in enumerate(code_cells(content), start=1):
            parts.append(parse_cell(f"{name}, code cell {number}", source))
    except NotebookError as error:
        raise _UnreadableError(str(error)) from error
    return Parsed(
        tuple(cell for part in parts for cell in part.cells),
        tuple(block for part in parts for block in part.broken),
    )
