"""`grade start [FOLDER]`: lays out the exercises of a course for a learner."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.commands.handout import as_notebook, readme, shown_pictures
from grader.course.course import Course
from grader.course.load import load_course
from grader.errors import UsageError
from grader.live.typed import typed, typed_course, typed_folder
from grader.live.workspace import DEFAULT_FOLDER, usual_folder
from grader.protocol.text import plain

README = "README.md"


@dataclass(frozen=True)
class Laid:
    """A file of the folder. is_new: whether this run wrote it; otherwise it was there before."""

    path: Path
    is_new: bool


def lay_out(
    folder: Path | None = None, *, notebooks: bool = False, course: str | None = None
) -> int:
    """Write the exercises and a README into a folder, and say what to do next; return 0.

    folder: None for "exercises", unless the working folder is that already.

    The pictures that the exercises show are laid beside scripts, and are part of notebooks.

    Never overwrites a file. An exercise that is there as a script or a notebook is left as it is.
    Raises UsageError if a file cannot be written, and if None would make exercises/exercises.
    """
    loaded = load_course(course)
    if folder is None:
        _require_outside(loaded, notebooks=notebooks, option=typed_course(course))
        folder = DEFAULT_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        laid = list(_laid(folder, loaded, notebooks=notebooks))
        if not notebooks:
            _add_pictures(folder, shown_pictures(loaded))
    except OSError as error:
        raise UsageError(f"{folder}: cannot write the exercises: {error.strerror}.") from error
    _tell(folder, loaded, laid, typed_course(course))
    return 0


def _require_outside(course: Course, *, notebooks: bool, option: str) -> None:
    """Raise UsageError if the working folder holds the exercises, or is the folder for them."""
    if usual_folder(course) == Path():
        why = "The exercises are in this folder already"
    elif Path.cwd().name == DEFAULT_FOLDER.name:
        why = f"This folder is called {DEFAULT_FOLDER} already"
    else:
        return
    command = f"grade start .{' --notebooks' * notebooks}{option}"
    raise UsageError(f"{why}. To lay out here what is missing: {command}")


def _laid(folder: Path, course: Course, *, notebooks: bool) -> Iterator[Laid]:
    suffix = ".ipynb" if notebooks else ".py"
    for exercise in course.exercises:
        before = [folder / f"{exercise.name}{kind}" for kind in (suffix, ".py", ".ipynb")]
        present = next((path for path in before if os.path.lexists(path)), None)
        stub = course.stubs[exercise.name].read_text(encoding="utf-8")
        text = as_notebook(stub, course.pictures) if notebooks else stub
        yield Laid(present, False) if present else _written(before[0], text.encode())
    path = folder / README
    if os.path.lexists(path):
        yield Laid(path, False)
    else:
        files = tuple(f"{name}{suffix}" for name in course.names)
        yield _written(path, readme(course, files).encode())


def _add_pictures(folder: Path, pictures: Mapping[str, Path]) -> None:
    """Copy the pictures that are not in the folder. A notebook contains its own."""
    for name, picture in pictures.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if not os.path.lexists(path):
            _written(path, picture.read_bytes())


def _written(path: Path, content: bytes) -> Laid:
    """Write a new file whole or not at all."""
    with path.open("xb") as opened:
        try:
            opened.write(content)
            opened.flush()
        except OSError:
            path.unlink()  # Half an exercise would be taken for the learner's work.
            raise
    return Laid(path, True)


def _tell(folder: Path, course: Course, laid: list[Laid], option: str) -> None:
    """Say which files are there, and how to go on. option: the one for the course, as typed."""
    console = Console(highlight=False)
    width = max(len(plain(one.path.name)) for one in laid)
    console.print(Text(f"{course.title}, in {plain(str(folder))}:\n"), soft_wrap=True)
    for one in laid:
        told = "new" if one.is_new else "there already, left as it is"
        console.print(Text(f"  {plain(one.path.name):{width}}  {told}"), soft_wrap=True)
    first, here = laid[0].path, typed_folder(folder, DEFAULT_FOLDER) + option
    told = f"Open {plain(str(first))}, read it, and replace the first raise NotImplementedError"
    console.print(Text(f"\n{told} with your answer.\n"), soft_wrap=True)
    commands = (
        (f"grade {typed(first)}{option}", "check it; TensorFlow takes some seconds to start"),
        (f"grade watch{here}", "check each file whenever you save it"),
        (f"grade list{here}", "see your progress, and what comes next"),
        (f"grade reset TASK{here}", "restore one task as it was handed out"),
        (f"grade solution TASK{here}", "see a right answer, once yours has passed"),
    )
    width = max(len(command) for command, _ in commands)
    for command, about in commands:
        console.print(Text(f"  {command:{width}}  {about}"), soft_wrap=True)
