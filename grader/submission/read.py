"""Reads one found file into a Submission."""

from __future__ import annotations

import codecs
import hashlib
import importlib.util
import io
import re
import tokenize
from collections.abc import Sequence

from grader.plain_text import clipped
from grader.records import Submission
from grader.sandbox.messages import Problem
from grader.submission.archive import ArchiveError, Archives
from grader.submission.learners import Found
from grader.submission.notebook import NotebookError, code_cells
from grader.submission.parse import Parsed, parse_cell
from grader.submission.regular_file import NotRegularError, open_regular
from grader.submission.survey import survey
from grader.submission.tree import File

MAX_SOURCE = 200_000
"""Bytes of a .py file; the course's own are 4,000."""

MAX_NOTEBOOK = 50_000_000
"""Bytes of a notebook, pictures and all."""

_MAX_NAME = 1_000

# Python knows more, some of which take time in the square of the length (punycode, idna).
_ENCODINGS = re.compile(
    r"utf-8(-sig)?|ascii|iso8859-\d+|cp\d+|mac-\w+|koi8-\w|gb\w+|big5|\w*jis|euc\w+"
)


def read(found: Found, tasks: Sequence[str], archives: Archives) -> Submission:
    """Read a file. What cannot be read becomes the submission's problem; raises nothing."""
    name = clipped(found.file.path.name, _MAX_NAME)
    is_notebook = found.file.path.suffix.lower() == ".ipynb"
    try:
        content = _content(found.file, MAX_NOTEBOOK if is_notebook else MAX_SOURCE, archives)
        parsed = _parse_notebook(name, content) if is_notebook else _parse_script(name, content)
        bindings, sources = survey(parsed, tasks)
    except _UnreadableError as error:
        return _unreadable(found, str(error))
    except (RecursionError, MemoryError) as error:
        return _unreadable(found, f"the file is too deeply nested to be read ({error!r})")
    return Submission(
        learner=found.learner,
        exercise=found.exercise,
        file=str(found.file.path),
        seed=int.from_bytes(hashlib.sha256(content).digest()[:4], "big"),
        tasks=sources,
        cells=parsed.cells,
        bindings=bindings,
        unread=tuple(one.problem for one in parsed.broken if not set(one.names) & set(tasks)),
    )


def _unreadable(found: Found, why: str) -> Submission:
    return Submission(
        learner=found.learner,
        exercise=found.exercise,
        file=str(found.file.path),
        seed=0,
        tasks={},
        problem=Problem("syntax", message=why, where=clipped(found.file.path.name, _MAX_NAME)),
    )


class _UnreadableError(Exception):
    """One line on why the file cannot be read."""


def _content(file: File, limit: int, archives: Archives) -> bytes:
    try:
        if file.members:
            content = archives.content(file, limit + 1)
        else:
            with io.BufferedReader(open_regular(file.path)) as opened:
                content = opened.read(limit + 1)
    except (ArchiveError, NotRegularError) as error:
        raise _UnreadableError(str(error)) from error
    except OSError as error:
        raise _UnreadableError(f"the file cannot be opened: {error.strerror}") from error
    if len(content) > limit:
        raise _UnreadableError(f"the file is larger than {limit:,} bytes")
    return content


def _parse_script(name: str, content: bytes) -> Parsed:
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        if not _ENCODINGS.fullmatch(codecs.lookup(encoding).name.replace("_", "-")):
            raise _UnreadableError(f"the file is written in {encoding}. Expected UTF-8.")
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
