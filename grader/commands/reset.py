"""`grade reset TASK [FOLDER]`: restores one task, or a whole exercise, as it was handed out."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.commands.handout import as_notebook
from grader.course.course import Course
from grader.course.exercise import Exercise
from grader.course.load import load_course
from grader.errors import UsageError
from grader.live.lookalikes import lookalikes, workspace_or_advice
from grader.live.progress import forgotten, load, save
from grader.live.restore import restored
from grader.live.stubs import CannotRestoreError, function_source
from grader.live.typed import typed_course, typed_folder
from grader.live.workspace import DEFAULT_FOLDER, exercise_with, usual_folder
from grader.processes.environment import own_paths
from grader.protocol.text import plain
from grader.submission.contents import Contents, Refusal, Reply, Request
from grader.submission.read import MAX_NOTEBOOK, MAX_SOURCE
from grader.submission.reader import Reader
from grader.submission.regular_file import NotRegularError, open_regular

BACKUP = ".bak"


def reset(name: str, folder: Path | None = None, *, course: str | None = None) -> int:
    """Restore a task, or the exercise of this name, and keep a backup of the file; return 0.

    folder: None for the usual one. Raises UsageError if there is nothing to restore, or if the task
    cannot be restored alone.
    """
    loaded = load_course(course)
    folder = usual_folder(loaded) if folder is None else folder
    is_whole = name in loaded.names
    exercise = loaded.exercise(name) if is_whole else exercise_with(name, loaded, loaded.names)
    file = workspace_or_advice(folder, loaded).files.get(exercise.name)
    if file is None:
        start = f"grade start{typed_folder(folder, DEFAULT_FOLDER)}{typed_course(course)}"
        missing = f"{exercise.name} has no file in {folder}. Bring it: {start}"
        raise UsageError(" ".join((missing, *lookalikes(folder, loaded).values())))
    here = typed_folder(folder, usual_folder(loaded)) + typed_course(course)
    before = _content(file)
    try:
        after = _whole(file, exercise, loaded) if is_whole else _one(file, before, name, loaded)
    except CannotRestoreError as error:
        raise UsageError(
            f"{file}: {name} cannot be restored alone: {error}. To restore the whole file, with a "
            f"backup: grade reset {exercise.name}{here}"
        ) from error
    console = Console(highlight=False)
    if after == before:
        console.print(Text(f"{name} is as it was handed out already."))
        return 0
    backup = _replace(file, before, after)
    tasks = [task.name for task in exercise.tasks] if is_whole else [name]
    save(folder, loaded, forgotten(load(folder, loaded), exercise.name, tasks))
    told = f"{name} is as it was handed out, in {plain(str(file))}."
    console.print(Text(told), soft_wrap=True)
    console.print(Text(f"The file as it was before: {plain(str(backup))}"), soft_wrap=True)
    return 0


def _content(file: Path) -> bytes:
    try:
        with io.BufferedReader(open_regular(file)) as opened:
            return opened.read()
    except (OSError, NotRegularError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"{file}: cannot be read: {why}.") from error


def _whole(file: Path, exercise: Exercise, course: Course) -> bytes:
    stub = course.stubs[exercise.name].read_bytes()
    if file.suffix.lower() != ".ipynb":
        return stub
    return as_notebook(stub.decode("utf-8-sig"), course.pictures).encode("utf-8")


def _one(file: Path, content: bytes, task: str, course: Course) -> bytes:
    """Return the content with the stub of this task; raises CannotRestoreError.

    A reader process reads the file first, so that one which takes all the memory takes not ours,
    and reads the result: the task must be a stub in it, and all others as they were.
    """
    exercise = exercise_with(task, course)
    stub = function_source(course.stubs[exercise.name], task)
    if stub is None:
        raise CannotRestoreError("the course has no stub of it")
    with Reader(own_paths()) as reader:
        before = _read(reader, file, content, exercise, course)
        after = restored(content, task, stub, is_notebook=file.suffix.lower() == ".ipynb")
        found = _read(reader, file, after, exercise, course)
    now = found.tasks[task]
    if now.state != "untouched":
        line = f" on line {now.spot.line}" if now.spot is not None else ""
        raise CannotRestoreError(f"other code gives it a value{line}")
    for other in (each.name for each in exercise.tasks if each.name != task):
        if found.tasks[other].state != before.tasks[other].state:
            raise CannotRestoreError(f"{other} would be lost with it")
    return after


def _read(
    reader: Reader, file: Path, content: bytes, exercise: Exercise, course: Course
) -> Contents:
    tasks = tuple(each.name for each in exercise.tasks)
    is_notebook = file.suffix.lower() == ".ipynb"
    if len(content) > (MAX_NOTEBOOK if is_notebook else MAX_SOURCE):
        raise CannotRestoreError("the file is too large to be graded")
    request = Request(file.name, is_notebook, tasks, course.placeholder, len(content))
    reply: Reply = reader.read(request, content)
    if isinstance(reply, Contents):
        return reply
    raise CannotRestoreError(reply.why if isinstance(reply, Refusal) else reply.error)


def _replace(file: Path, before: bytes, after: bytes) -> Path:
    """Write the file anew, whole or not at all, and return the backup that was made first."""
    try:
        backup = _backup(file, before)
        descriptor, name = tempfile.mkstemp(prefix=".grade-", dir=file.parent)
        try:
            with open(descriptor, "wb") as stream:  # noqa: PTH123  a descriptor
                stream.write(after)
            Path(name).chmod(file.stat().st_mode & 0o777)
            os.replace(name, file)  # noqa: PTH105  a name that mkstemp made
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{file}: cannot be restored: {error.strerror}.") from error
    return backup


def _backup(file: Path, content: bytes) -> Path:
    """Write a backup beside a file. Its name is no exercise's, and no earlier backup's."""
    number = 1
    while True:
        path = file.with_name(f"{file.name}{BACKUP}{'' if number == 1 else number}")
        try:
            with path.open("xb") as opened:
                try:
                    opened.write(content)
                    opened.flush()
                except OSError:
                    path.unlink()  # Half a backup would be taken for a whole one.
                    raise
        except FileExistsError:
            number += 1
        else:
            return path
