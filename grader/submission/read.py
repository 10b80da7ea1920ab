"""Reads the files that were found, and makes submissions of them."""

from __future__ import annotations

import codecs
import difflib
import hashlib
import importlib.util
import io
import re
import tokenize
from collections.abc import Sequence

from grader.course.course import Course
from grader.course.exercise import Exercise
from grader.errors import UsageError
from grader.protocol.calls import Cell
from grader.protocol.problems import Problem
from grader.protocol.text import clipped
from grader.records import Submission, TaskSource
from grader.submission.answers import find_answers
from grader.submission.archive import ArchiveError, Archives
from grader.submission.learners import Found
from grader.submission.listing import File
from grader.submission.notebook import NotebookError, code_cells
from grader.submission.parse import Parsed, joined, parse_cell
from grader.submission.regular_file import NotRegularError, open_regular

MAX_SOURCE = 200_000
"""Maximum size in bytes of a .py file; the shipped exercises have up to 4,000."""

MAX_NOTEBOOK = 50_000_000
"""Maximum size in bytes of a notebook, including its pictures."""

_MAX_NAME = 1_000

# Python supports more encodings. The time that some take (punycode, idna) is quadratic in length.
_ENCODINGS = re.compile(
    r"utf-8(-sig)?|ascii|iso8859-\d+|cp\d+|mac-\w+|koi8-\w|gb\w+|big5|\w*jis|euc\w+"
)


def read_all(
    found: Sequence[Found], course: Course, only: Sequence[str], archives: Archives
) -> list[Submission]:
    """Read the files that have one of the wanted tasks; raises UsageError for unknown tasks.

    only: the names of the tasks to grade; all if empty.
    """
    exercises = {each.exercise: course.exercise(each.exercise) for each in found}
    _require_known(only, [task.name for one in exercises.values() for task in one.tasks])
    submissions = [
        read(each, exercises[each.exercise], archives, only, course.placeholder) for each in found
    ]
    return [submission for submission in submissions if submission.tasks]


def _require_known(only: Sequence[str], known: Sequence[str]) -> None:
    unknown = sorted(set(only) - set(known))
    if unknown:
        close = difflib.get_close_matches(unknown[0], known, n=1)
        advice = f"Did you mean {close[0]}?" if close else f"Expected one of {', '.join(known)}."
        names = ", ".join(unknown)
        raise UsageError(f"There is no task {names} in the files to grade. {advice}")


def read(
    found: Found,
    exercise: Exercise,
    archives: Archives,
    only: Sequence[str] = (),
    placeholder: str = "",
) -> Submission:
    """Read a file; raises nothing. If it cannot be read, that becomes the problem of every task.

    only: the names of the tasks to grade; all if empty.
    """
    tasks = [task.name for task in exercise.tasks]
    wanted = [name for name in tasks if not only or name in only]
    name = clipped(found.file.path.name, _MAX_NAME)
    is_notebook = found.file.path.suffix.lower() == ".ipynb"
    try:
        content = _content(found.file, MAX_NOTEBOOK if is_notebook else MAX_SOURCE, archives)
        parsed = _parse_notebook(name, content) if is_notebook else _parse_script(name, content)
        answers = find_answers(parsed, tasks, placeholder)
    except _UnreadableError as error:
        return _unreadable(found, wanted, str(error))
    except (RecursionError, MemoryError) as error:
        return _unreadable(found, wanted, f"the file is nested too deeply to be read ({error!r})")
    return Submission(
        learner=found.learner,
        exercise=found.exercise,
        file=str(found.file.path),
        seed=int.from_bytes(hashlib.sha256(content).digest()[:4], "big"),
        tasks={name: answers.tasks[name] for name in wanted},
        cells=parsed.cells,
        statements=answers.statements,
        bindings=answers.bindings,
        placeholder=placeholder,
        unparsed=tuple(
            block.problem for block in parsed.unparsed if not set(block.names) & set(tasks)
        ),
    )


def _unreadable(found: Found, tasks: Sequence[str], why: str) -> Submission:
    name = clipped(found.file.path.name, _MAX_NAME)
    source = TaskSource("unreadable", problem=Problem("unreadable", message=why, file=name))
    return Submission(
        learner=found.learner,
        exercise=found.exercise,
        file=str(found.file.path),
        seed=0,
        tasks=dict.fromkeys(tasks, source),
    )


class _UnreadableError(Exception):
    """The file cannot be read. The message is one line for the learner."""


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
            raise _UnreadableError(f"the file's encoding is {encoding}. Expected UTF-8.")
        source = importlib.util.decode_source(content)
    except (SyntaxError, UnicodeError, LookupError) as error:
        raise _UnreadableError(f"the file is not text that Python can read: {error}") from error
    return parse_cell(Cell(name, 0, 1, source))


def _parse_notebook(name: str, content: bytes) -> Parsed:
    try:
        cells = [
            Cell(name, number, 1, source)
            for number, source in enumerate(code_cells(content), start=1)
        ]
    except NotebookError as error:
        raise _UnreadableError(str(error)) from error
    return joined(map(parse_cell, cells))
