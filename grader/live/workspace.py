"""A learner's folder of exercises: which file is there for which exercise."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.course import Course
from grader.course.exercise import Exercise
from grader.errors import UsageError
from grader.live.typed import typed_folder
from grader.records import Gradebook
from grader.submission.archive import Archives
from grader.submission.discover import discover
from grader.submission.learners import Found
from grader.submission.names import SUFFIXES, exercise_of, suggestion

DEFAULT_FOLDER = Path("exercises")


@dataclass(frozen=True)
class Workspace:
    """A folder and its files, by exercise. An exercise that has no file there is missing."""

    folder: Path
    files: Mapping[str, Path] = field(default_factory=dict)


def usual_folder(course: Course) -> Path:
    """Return the working folder if exercise files are in it, and "exercises" otherwise."""
    here = Path()
    with contextlib.suppress(OSError):
        return here if _has_exercises(here, course) else DEFAULT_FOLDER
    return DEFAULT_FOLDER


def workspace(folder: Path, course: Course) -> Workspace:
    """Find the files in this folder that `grade` would grade.

    Raises UsageError if there is no such folder, no exercise in it, or several learners' files.
    """
    if folder.is_file():
        raise UsageError(f"{folder}: this is a file. Expected the folder that it is in.")
    start = f"grade start{typed_folder(folder, DEFAULT_FOLDER)}"
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder. {start} makes it.")
    own = [one for one in _found(folder, course) if not one.file.members]
    if len({one.learner for one in own}) > 1:
        raise UsageError(f"{folder}: these are the files of several learners.")
    files = {one.exercise: one.file.path for one in own}
    if not files:
        raise UsageError(f"{folder}: no exercise is here. {start} lays them out.")
    return Workspace(folder, files)


def _found(folder: Path, course: Course) -> Sequence[Found]:
    """Return the files right in a folder that are named after an exercise."""
    with contextlib.suppress(UsageError), Archives() as archives:
        return discover([folder], course.names, archives, depth=0).found
    return ()


def own_workspace(book: Gradebook, course: Course) -> Workspace | None:
    """Return the folder of the files that were graded, if they are one learner's own files.

    None for several learners, for files in an archive or in several folders, for a copy beside the
    file of an exercise, and if no file was handed in.
    """
    if len(book.learners) != 1:
        return None
    graded = {one.exercise: Path(one.file) for one in book.learners[0].exercises if one.file}
    folders = {file.parent for file in graded.values()}
    if len(folders) != 1:
        return None
    try:
        work = workspace(folders.pop(), course)
    except (UsageError, OSError):
        return None
    is_own = all(work.files.get(name) == file for name, file in graded.items())
    return work if is_own else None


def exercise_with(task: str, course: Course, others: Sequence[str] = ()) -> Exercise:
    """Return the exercise that has a task of this name; raises UsageError if there is none.

    others: names that may be meant, too.
    """
    known = [(each.name, one) for one in course.exercises for each in one.tasks]
    exercise = next((one for name, one in known if name == task), None)
    if exercise is None:
        file = exercise_of(task, course.names) if task.lower().endswith(SUFFIXES) else None
        if file is not None:
            raise UsageError(_of_a_file(task, course.exercise(file), others))
        advice = suggestion(task, [*(name for name, _ in known), *others])
        raise UsageError(f"There is no task {task} in {course.title}. {advice}")
    return exercise


def _of_a_file(name: str, exercise: Exercise, others: Sequence[str]) -> str:
    tasks = ", ".join(task.name for task in exercise.tasks)
    whole = f" Or {exercise.name}, for the whole file." if exercise.name in others else ""
    return f"{name} is a file. Expected one of its tasks: {tasks}.{whole}"


def _has_exercises(folder: Path, course: Course) -> bool:
    return any(
        path.suffix.lower() in SUFFIXES and exercise_of(path.name, course.names)
        for path in folder.iterdir()
    )
