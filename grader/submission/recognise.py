"""Recognises the exercises of a file of any name by the functions or answers that it defines."""

from __future__ import annotations

from collections.abc import Mapping

from grader.course.course import Course
from grader.submission.archive import Archives
from grader.submission.content import UnreadableError
from grader.submission.contents import Contents, TaskContents
from grader.submission.listing import File
from grader.submission.read import contents_of
from grader.submission.reader import Reader

_ENOUGH = 0.5
"""The part of an exercise's tasks that makes a file sure to be meant for it."""


def recognised(
    file: File, course: Course, archives: Archives, reader: Reader
) -> Mapping[str, bool]:
    """Return the exercises of a file, each with whether the file is sure to be meant for it.

    These are the exercise of which it defines the most tasks, and all of which it defines half.
    Nothing is recognised in a file that cannot be read. If the grader fails to read it, it may be
    any exercise's, so that this costs no points.
    """
    tasks = tuple(task.name for exercise in course.exercises for task in exercise.tasks)
    try:
        _, contents = contents_of(file, tasks, course.placeholder, archives, reader)
    except UnreadableError:
        return {}
    except Exception:  # noqa: BLE001  reading the file as a submission tells the error
        return dict.fromkeys(course.names, False)
    return _exercises(contents, course)


def _exercises(contents: Contents, course: Course) -> Mapping[str, bool]:
    defined = {
        exercise.name: sum(_is_there(contents.tasks[task.name]) for task in exercise.tasks)
        for exercise in course.exercises
    }
    most = max(defined.values(), default=0)
    sure = {
        exercise.name: defined[exercise.name] >= _ENOUGH * len(exercise.tasks)
        for exercise in course.exercises
    }
    return {
        name: sure[name]
        for name, count in defined.items()
        if count and (sure[name] or count == most)
    }


def _is_there(task: TaskContents) -> bool:
    """Return whether a file defines a task. A file that imports an answer does not."""
    return task.state != "missing" and not task.is_imported
