"""Says which files look like exercises and are not named after them.

The commands for learners go by names alone, since most of them read no file. `grade PATH` also
recognises a file by what it defines.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from grader.course.course import Course
from grader.errors import GraderError, UsageError
from grader.live.workspace import DEFAULT_FOLDER, Workspace, workspace
from grader.processes.environment import own_paths
from grader.protocol.text import one_line
from grader.submission.archive import Archives
from grader.submission.candidates import in_order
from grader.submission.discover import discover
from grader.submission.learners import HandedIn
from grader.submission.names import exercise_of
from grader.submission.reader import Reader
from grader.submission.recognise import recognised

_MOST_READ = 10
"""How many files are read, those nearest to the top."""


def workspace_or_advice(folder: Path, course: Course) -> Workspace:
    """Find the exercises in a folder; raises UsageError, which names files that look like some."""
    try:
        return workspace(folder, course)
    except UsageError as error:
        # The usual folder is "exercises" also where all files in the working folder were renamed.
        place = Path() if folder == DEFAULT_FOLDER and not folder.is_dir() else folder
        told = (str(error), *lookalikes(place, course).values())
        raise UsageError(" ".join(told)) from error


def lookalikes(path: Path, course: Course, reader: Reader | None = None) -> dict[str, str]:
    """Return a line on each file right in a folder, or on one file, that should be renamed.

    By the file's name. Nothing is read unless a script or a notebook is there that is named after
    no exercise. reader: one that runs already. Raises nothing: this is advice.
    """
    lines: dict[str, str] = {}
    with contextlib.suppress(GraderError, OSError), Archives() as archives:
        found = discover([path], course.names, archives, depth=0).learners
        files = [one for learner in found for one in learner.files if not one.file.members]
        named = {exercise_of(one.name, course.names): one.name for one in files}
        unnamed = [one for one in files if exercise_of(one.name, course.names) is None]
        with Reader(own_paths()) if reader is None else contextlib.nullcontext(reader) as own:
            for one in in_order(unnamed, "")[:_MOST_READ]:
                exercises = _exercises(one, course, archives, own)
                if exercises:
                    lines[one.name] = _line(one, exercises, named)
    return lines


def _exercises(one: HandedIn, course: Course, archives: Archives, reader: Reader) -> list[str]:
    """Return the exercises that a file is surely meant for, or else the only possible one."""
    found = recognised(one.file, course, archives, reader)
    sure = [name for name, is_sure in found.items() if is_sure]
    return sure or (list(found) if len(found) == 1 else [])


def _line(one: HandedIn, exercises: Sequence[str], named: dict[str | None, str]) -> str:
    name, suffix = one_line(one.name), Path(one.name).suffix.lower()
    exercise = exercises[0]
    if len(exercises) > 1:
        return (
            f"{name} looks like {' and '.join(exercises)}. Put each into a file of its name, such "
            f"as {exercise}{suffix}, and it will be checked."
        )
    if exercise in named:
        return (
            f"{name} looks like exercise {exercise}, but {one_line(named[exercise])} is checked. "
            "Put your answers there."
        )
    return (
        f"{name} looks like exercise {exercise}. Rename it to {exercise}{suffix}, and it will be "
        "checked."
    )
