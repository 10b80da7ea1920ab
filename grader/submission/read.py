"""Reads the files that were found, and makes submissions of them.

The bytes are read here. A reader process decodes and parses them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from grader.course.course import Course
from grader.course.exercise import Exercise
from grader.errors import ProcessError, UsageError
from grader.protocol.calls import Binding, Cell
from grader.protocol.problems import Problem
from grader.protocol.text import clipped
from grader.records import Place, Submission, TaskSource
from grader.submission.archive import ArchiveError, Archives
from grader.submission.contents import Contents, Refusal, Request, TaskContents
from grader.submission.learners import Found
from grader.submission.listing import File
from grader.submission.names import suggestion
from grader.submission.reader import Reader
from grader.submission.regular_file import NotRegularError, is_machines_fault, open_regular
from grader.submission.seeds import Key, seed_of

MAX_SOURCE = 200_000
"""Maximum size in bytes of a .py file; the shipped exercises have up to 4,000."""

MAX_NOTEBOOK = 50_000_000
"""Maximum size in bytes of a notebook, including its pictures."""

_MAX_NAME = 1_000


def read_all(
    found: Sequence[Found],
    course: Course,
    only: Sequence[str],
    archives: Archives,
    reader: Reader,
    key: Key | None = None,
) -> list[Submission]:
    """Read the files that have one of the wanted tasks; raises UsageError for unknown tasks.

    only: the names of the tasks to grade; all if empty.
    """
    exercises = {each.exercise: course.exercise(each.exercise) for each in found}
    _require_known(only, [task.name for one in exercises.values() for task in one.tasks])
    submissions = [
        read(each, exercises[each.exercise], archives, reader, only, course.placeholder, key)
        for each in found
    ]
    return [submission for submission in submissions if submission.tasks]


def _require_known(only: Sequence[str], known: Sequence[str]) -> None:
    unknown = sorted(set(only) - set(known))
    if unknown:
        names, advice = ", ".join(unknown), suggestion(unknown[0], known)
        raise UsageError(f"There is no task {names} in the files to grade. {advice}")


def read(
    found: Found,
    exercise: Exercise,
    archives: Archives,
    reader: Reader,
    only: Sequence[str] = (),
    placeholder: str = "",
    key: Key | None = None,
) -> Submission:
    """Read a file; raises nothing. If it cannot be read, that becomes the problem of every task.

    An exception becomes an internal error of this submission. only: the names of the tasks to
    grade; all if empty.
    """
    tasks = tuple(task.name for task in exercise.tasks)
    wanted = [name for name in tasks if not only or name in only]
    name = clipped(found.file.path.name, _MAX_NAME)
    is_notebook = found.file.path.suffix.lower() == ".ipynb"
    try:
        content = _content(found.file, MAX_NOTEBOOK if is_notebook else MAX_SOURCE, archives)
        request = Request(name, is_notebook, tasks, placeholder, len(content))
        contents = _contents(reader, request, content)
    except _UnreadableError as error:
        return _unreadable(found, wanted, str(error))
    except Exception as error:  # noqa: BLE001  a failure in one submission must not end the run
        return _failed(found, wanted, f"{error!r}"[:300])
    pieces, parts = contents.pieces, contents.tasks
    return Submission(
        learner=found.learner,
        exercise=found.exercise,
        file=str(found.file.path),
        seed=seed_of(content, key),
        tasks={one: _task_source(name, contents, parts[one]) for one in wanted},
        cells=tuple(Cell(name, piece.number, piece.line, piece.source) for piece in pieces),
        statements=tuple(piece.statements for piece in pieces),
        bindings=tuple(
            Binding(one, part.spot.piece, part.spot.statement)
            for one, part in parts.items()
            if part.state == "answered" and part.spot is not None
        ),
        placeholder=placeholder,
        unparsed=contents.unparsed,
    )


def _task_source(file: str, contents: Contents, task: TaskContents) -> TaskSource:
    place = None
    if task.spot is not None:
        number = contents.pieces[task.spot.piece].number
        place = Place(file, number, task.spot.line, task.spot.source)
    return TaskSource(task.state, place, task.problem, task.similar)


def _unreadable(found: Found, tasks: Sequence[str], why: str) -> Submission:
    name = clipped(found.file.path.name, _MAX_NAME)
    source = TaskSource("unreadable", problem=Problem("unreadable", message=why, file=name))
    return _without_contents(found, dict.fromkeys(tasks, source))


def _failed(found: Found, tasks: Sequence[str], error: str) -> Submission:
    sources = dict.fromkeys(tasks, TaskSource("unreadable"))
    return _without_contents(found, sources, internal_error=error)


def _without_contents(
    found: Found, tasks: dict[str, TaskSource], internal_error: str = ""
) -> Submission:
    return Submission(
        learner=found.learner,
        exercise=found.exercise,
        file=str(found.file.path),
        seed=0,
        tasks=tasks,
        internal_error=internal_error,
    )


class _UnreadableError(Exception):
    """The file cannot be read. The message is one line for the learner."""


def _contents(reader: Reader, request: Request, content: bytes) -> Contents:
    reply = reader.read(request, content)
    if isinstance(reply, Refusal):
        raise _UnreadableError(reply.why)
    if isinstance(reply, Contents):
        return reply
    raise ProcessError(reply.error)


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
        if is_machines_fault(error):
            raise
        raise _UnreadableError(f"the file cannot be opened: {error.strerror}") from error
    if len(content) > limit:
        raise _UnreadableError(f"the file is larger than {limit:,} bytes")
    return content
