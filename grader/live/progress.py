"""A learner's progress in a folder of exercises, kept between runs.

It is kept in the state folder of the user who runs the command, and never in the learner's folder:
a teacher's command neither trusts nor changes files in strangers' folders. It contains statuses and
points alone, and no learner code.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from grader.course.course import Course
from grader.records import ExerciseResult, Status, TaskResult

STATE = "DL_GRADER_STATE"
"""The environment variable that names another folder to keep progress in."""

_FORMAT = 1
_MAX_SIZE = 1_000_000


class TaskProgress(msgspec.Struct, frozen=True):
    """The status and the points of a task when it was last graded."""

    status: Status
    score: int
    max_score: int


class Progress(msgspec.Struct, frozen=True):
    """The tasks that were graded, by exercise and task."""

    tasks: dict[str, dict[str, TaskProgress]] = {}


class _Kept(msgspec.Struct, frozen=True):
    """What a file of progress contains. format: a file of another one is not read."""

    format: int
    course: str
    tasks: dict[str, dict[str, TaskProgress]]


def load(folder: Path, course: Course) -> Progress:
    """Return the progress in this folder of exercises.

    It is empty if there is none, or none that can be read. Tasks that the course does not have are
    left out.
    """
    try:
        with _file(folder, course).open("rb") as opened:
            kept = msgspec.json.decode(opened.read(_MAX_SIZE), type=_Kept)
    except (OSError, UnicodeError, msgspec.DecodeError):
        return Progress()
    if (kept.format, kept.course) != (_FORMAT, course.name):
        return Progress()
    known = {one.name: {task.name for task in one.tasks} for one in course.exercises}
    return Progress(
        {
            exercise: {name: task for name, task in tasks.items() if name in known[exercise]}
            for exercise, tasks in kept.tasks.items()
            if exercise in known
        }
    )


def save(folder: Path, course: Course, progress: Progress) -> None:
    """Keep the progress in this folder of exercises. The file is replaced whole or not at all.

    Raises nothing: a state folder that cannot be written to is ignored.
    """
    content = msgspec.json.encode(_Kept(_FORMAT, course.name, progress.tasks))
    with contextlib.suppress(OSError):
        file = _file(folder, course)
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, content)


def updated(progress: Progress, results: Iterable[ExerciseResult]) -> Progress:
    """Return the progress with the tasks of these results in place of what was known of them.

    A task with an internal error keeps its progress: the error says nothing about the task.
    """
    tasks = dict(progress.tasks)
    for result in results:
        new = {task.task: _of(task) for task in result.tasks if _is_judged(task)}
        tasks[result.exercise] = tasks.get(result.exercise, {}) | new
    return Progress(tasks)


def forgotten(progress: Progress, exercise: str, tasks: Iterable[str]) -> Progress:
    """Return the progress without these tasks of an exercise, as if they were never graded."""
    gone = set(tasks)
    known = progress.tasks.get(exercise, {})
    left = {name: task for name, task in known.items() if name not in gone}
    return Progress(progress.tasks | {exercise: left})


def _of(task: TaskResult) -> TaskProgress:
    return TaskProgress(task.status, task.score, task.max_score)


def _is_judged(task: TaskResult) -> bool:
    return task.status is not Status.INTERNAL_ERROR


def _file(folder: Path, course: Course) -> Path:
    """Return the file for a folder; its name does not show the folder's."""
    place = (
        os.fsencode(os.path.realpath(folder)) + b"\0" + course.name.encode(errors="surrogatepass")
    )
    return _state_folder() / f"{hashlib.sha256(place).hexdigest()[:32]}.json"


def _state_folder() -> Path:
    named = os.environ.get(STATE)
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_state_path("dl-grader", appauthor=False)


def _replace(file: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".progress-", dir=file.parent)
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123  a descriptor
            stream.write(content)
        os.replace(name, file)  # noqa: PTH105  a name that mkstemp made
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
