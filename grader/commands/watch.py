"""`grade watch [FOLDER]`: grades exercises as they are saved."""

from __future__ import annotations

from pathlib import Path

from grader.commands.grade import protected_folders
from grader.commands.surroundings import require_surroundings
from grader.course.course import Course
from grader.course.load import load_course
from grader.errors import UsageError
from grader.live.lookalikes import lookalikes
from grader.live.watch.folder import Folder
from grader.live.watch.json_lines import JsonLines
from grader.live.watch.lines import Lines
from grader.live.watch.loop import Watching
from grader.live.watch.terminal import is_terminal
from grader.live.workspace import usual_folder
from grader.processes.isolation import Mode
from grader.session import Session, Settings


def watch(
    path: Path | None, *, course: str | None, timeout: float, isolation: Mode, json: bool
) -> int:
    """Watch a learner's folder, or one file in it, until the learner quits; return 0.

    path: None for the usual folder. json: print verdicts for programs. Raises GraderError.
    """
    require_surroundings([path or Path()])
    loaded = load_course(course)
    path = usual_folder(loaded) if path is None else path
    folder = _folder(path, loaded)
    settings = Settings(isolation=isolation, protected=protected_folders(loaded), at_once=True)
    watching = Watching(folder, loaded, lambda: Session(settings), timeout)
    if json:
        watching.in_lines(JsonLines())
    elif is_terminal():
        watching.on_terminal(str(path))
    else:
        lines = Lines()
        lines.begin(str(path))
        watching.in_lines(lines)
    return 0


def _folder(path: Path, course: Course) -> Folder:
    """Return a folder that has something to watch; raises UsageError."""
    folder = Folder(path, course.names)
    try:
        if folder.files():
            return folder
        why = f"{path}: there is no exercise file here that can be watched."
    except UsageError as error:
        why = str(error)
    told = (f"{why} To lay out the exercises: grade start", *lookalikes(path, course).values())
    raise UsageError(" ".join(told))
