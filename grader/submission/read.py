"""Reads the files that were found, and makes submissions of them.

The bytes are read here. A reader process decodes and parses them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.course.course import Course
from grader.course.exercise import Exercise
from grader.errors import ProcessError, UsageError
from grader.protocol.calls import Binding, Cell
from grader.protocol.problems import Problem
from grader.protocol.text import clipped
from grader.records import Place, Submission, TaskSource
from grader.submission.archive import Archives
from grader.submission.content import UnreadableError, read_content
from grader.submission.contents import Contents, Refusal, Request, Span, Spot
from grader.submission.learners import Found
from grader.submission.listing import File
from grader.submission.names import suggestion
from grader.submission.reader import Reader
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
    require_known(only, [task.name for one in exercises.values() for task in one.tasks])
    submissions = [
        read(each, exercises[each.exercise], archives, reader, only, course.placeholder, key)
        for each in found
    ]
    return [submission for submission in submissions if submission.tasks]


def require_known(only: Sequence[str], known: Sequence[str]) -> None:
    """Raise UsageError for the names of tasks that are unknown."""
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
    if found.is_missing:
        return _without_contents(found, dict.fromkeys(wanted, TaskSource("missing")))
    name = clipped(found.file.path.name, _MAX_NAME)
    try:
        content, contents = contents_of(found.file, tasks, placeholder, archives, reader)
    except UnreadableError as error:
        return _unreadable(found, wanted, str(error))
    except Exception as error:  # noqa: BLE001  a failure in one submission must not end the run
        return _failed(found, wanted, f"{error!r}"[:300])
    pieces, parts = contents.pieces, contents.tasks
    return Submission(
        learner=found.learner,
        exercise=found.exercise,
        file=str(found.file.path),
        seed=seed_of(content, key),
        tasks={one: _task_source(name, contents, one) for one in wanted},
        cells=tuple(Cell(name, piece.number, piece.line, piece.source) for piece in pieces),
        statements=tuple(piece.statements for piece in pieces),
        bindings=tuple(
            Binding(one, part.spot.piece, part.spot.statement)
            for one, part in parts.items()
            if part.state == "answered" and part.spot is not None
        ),
        placeholder=placeholder,
        unparsed=contents.unparsed,
        account=found.account,
        submitted_at=found.submitted_at,
        written=tuple(piece.written for piece in pieces),
        loading=_statements(name, contents, contents.reach.loading),
        is_entangled=contents.reach.is_entangled,
    )


def _task_source(file: str, contents: Contents, name: str) -> TaskSource:
    task = contents.tasks[name]
    return TaskSource(
        task.state,
        _place(file, contents, task.spot),
        task.problem,
        task.similar,
        _statements(file, contents, contents.reach.tasks.get(name, ())),
        _place(file, contents, task.only_return),
    )


def _place(file: str, contents: Contents, spot: Spot | None) -> Place | None:
    if spot is None:
        return None
    number = contents.pieces[spot.piece].number
    marked = (spot.column, spot.end_column, spot.excerpt)
    return Place(file, number, spot.line, spot.source, *marked)


def _statements(file: str, contents: Contents, spans: Iterable[Span]) -> tuple[Place, ...]:
    """Return statements with their source."""
    lines = [piece.source.split("\n") for piece in contents.pieces]
    return tuple(
        Place(
            file,
            contents.pieces[span.piece].number,
            span.first,
            "\n".join(_between(lines[span.piece], contents.pieces[span.piece].line, span)),
        )
        for span in spans
    )


def _between(lines: Sequence[str], first: int, span: Span) -> Sequence[str]:
    """Return the lines of a statement; `first` is the number of the first of all lines."""
    return lines[span.first - first : span.last - first + 1]


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
        file="" if found.is_missing else str(found.file.path),
        seed=0,
        tasks=tasks,
        internal_error=internal_error,
        account=found.account,
        submitted_at=found.submitted_at,
    )


def contents_of(
    file: File, tasks: tuple[str, ...], placeholder: str, archives: Archives, reader: Reader
) -> tuple[bytes, Contents]:
    """Return the bytes of a file and what is in them.

    Raises UnreadableError if that is the file's fault, and whatever a failure of ours raises.
    """
    name = clipped(file.path.name, _MAX_NAME)
    is_notebook = file.path.suffix.lower() == ".ipynb"
    content = read_content(file, MAX_NOTEBOOK if is_notebook else MAX_SOURCE, archives)
    reply = reader.read(Request(name, is_notebook, tasks, placeholder, len(content)), content)
    if isinstance(reply, Refusal):
        raise UnreadableError(reply.why)
    if isinstance(reply, Contents):
        return content, reply
    raise ProcessError(reply.error)
