"""Says which task comes next, and how to check it."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from grader.live.overview import Next
from grader.live.typed import typed, typed_course, typed_folder
from grader.live.workspace import DEFAULT_FOLDER
from grader.protocol.text import plain


def next_lines(following: Next, folder: Path, course: str | None) -> list[Text]:
    """Return two lines: the task to do next in this folder, and the command that goes on.

    course: as the commands' option names it.
    """
    exercise = following.exercise
    title = plain(exercise.title)
    if exercise.file is None:
        told = f"{exercise.name} ({title}), which has no file in {plain(str(folder))} yet"
        how = f"Bring it: grade start{typed_folder(folder, DEFAULT_FOLDER)}{typed_course(course)}"
    else:
        told = f"{following.task.name} in {plain(str(exercise.file))} ({title})"
        how = f"Check it: grade {typed(exercise.file)}{typed_course(course)}"
    return [Text.assemble(("Next: ", "bold"), told), Text(how)]
