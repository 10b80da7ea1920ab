"""What a layout is: how it is asked, and what it answers."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

import msgspec

from grader.submission.archive import Archives
from grader.submission.content import read_beginning
from grader.submission.learners import HandedIn, LearnerFiles
from grader.submission.listing import NOT_WORK, File, Folder
from grader.submission.names import SUFFIXES, exercise_of

_MARK_OF_AN_ENVIRONMENT = "pyvenv.cfg"


@dataclass(frozen=True)
class Listing:
    """A folder to look through, the names of the exercises, and what opens archives.

    notes: on files in it that are not looked at.
    """

    folder: Folder
    exercises: Sequence[str]
    archives: Archives
    notes: tuple[str, ...] = ()

    def exercise(self, file: File) -> str | None:
        """Return the exercise after which a script or notebook is named."""
        return exercise_of(file.path.name, self.exercises) if is_script(file) else None

    def text(self, file: File, limit: int) -> str:
        """Return the first bytes of a text that the course system wrote; "" if it is unreadable."""
        return read_beginning(file, limit, self.archives).decode("utf-8", "replace")


class Arranged(msgspec.Struct, frozen=True):
    """The learners of a folder, each with all their files, and notes on what is no learner's."""

    learners: tuple[LearnerFiles, ...] = ()
    notes: tuple[str, ...] = ()


class Layout(Protocol):
    """A module that knows one layout. Names of files are strangers' text to it."""

    def fits(self, listing: Listing) -> bool:
        """Return whether a folder looks like this layout, and not like one learner's folder."""
        ...

    def arranged(self, listing: Listing) -> Arranged:
        """Return the learners; none if the folder is not of this kind at all."""
        ...


def layout(name: str) -> Layout:
    """Return the layout of this name in `LAYOUTS`."""
    module = f"{__package__}.{name.replace('-', '_')}"
    return cast("Layout", importlib.import_module(module))


def is_script(file: File) -> bool:
    """Return whether a file has the name of a script or a notebook."""
    return file.path.suffix.lower() in SUFFIXES


def is_work(folder: Folder) -> bool:
    """Return whether a folder may contain a learner's work: no solutions, and no environment."""
    if folder.path.name in NOT_WORK:
        return False
    return all(file.path.name != _MARK_OF_AN_ENVIRONMENT for file in folder.files)


def handed_in(files: Iterable[File]) -> tuple[HandedIn, ...]:
    """Return files that have the names that the learner gave them."""
    return tuple(HandedIn(file, file.path.name) for file in files)


def files_below(folder: Folder) -> Iterator[File]:
    """Yield the files of a folder, and of the folders below it that may contain work."""
    yield from folder.files
    for child in folder.folders:
        if is_work(child):
            yield from files_below(child)


def problems_below(folder: Folder) -> Iterator[str]:
    """Yield a note on each folder that could not be listed."""
    if folder.problem:
        yield f"{folder.path}: {folder.problem}."
    for child in folder.folders:
        yield from problems_below(child)
