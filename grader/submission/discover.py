"""Finds submissions: the files under some paths, their learners and their exercises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from grader.errors import UsageError
from grader.submission.archive import ArchiveError, Archives
from grader.submission.distinct import distinct_learners
from grader.submission.learners import Found, Learners
from grader.submission.listing import ARCHIVE, file_on_disk, folder_on_disk, real_path
from grader.submission.names import SUFFIXES, exercise_of, moodle_learner

Layout: TypeAlias = Literal["auto", "learner"]
"""How files are arranged. "learner": each path holds the files of one learner, at any depth."""

_DEPTH = 8
"""How many levels of folders of one learner are looked through."""


class Discovery(msgspec.Struct, frozen=True):
    """The files to grade, in a fixed order. `notes` list what was left out, and why."""

    found: tuple[Found, ...]
    notes: tuple[str, ...] = ()


def discover(
    paths: Iterable[Path],
    exercises: Sequence[str],
    archives: Archives,
    layout: Layout = "auto",
) -> Discovery:
    """Find the submissions under these paths; raises UsageError if there are none.

    The learner of a file is named after its folder. A folder with exercise files belongs to one
    learner, unless Canvas put a learner's name before each file name. In a folder of such folders,
    each belongs to one learner. An archive counts as a folder. If one of several paths contains
    nothing to grade, or cannot be looked through, that becomes a note. A path that does not exist
    is a mistake in the call and raises UsageError at once. With the layout "learner", each path is
    one learner, for whom every exercise is found, if only as one without a file.
    """
    learners = Learners(exercises, archives)
    found: dict[tuple[object, ...], Found] = {}
    problems: list[str] = []
    paths = tuple(paths)
    for path in paths:
        _require_existing(path)
    for path in paths:
        try:
            under = _under(path, exercises, learners, layout)
        except UsageError as error:
            problems.append(str(error))
            continue
        except Exception as error:  # noqa: BLE001  whatever it is, it concerns this path alone
            problems.append(f"{path}: cannot be looked through: {_reason(error)}.")
            continue
        found |= {_key(entry): entry for entry in under}
    if not found:
        raise UsageError(problems[0])
    notes = (*problems, *learners.notes)
    return Discovery(tuple(distinct_learners(list(found.values()))), notes)


def _key(entry: Found) -> tuple[object, ...]:
    """Return the folder and the name of a file. A link's target may be another learner's file."""
    if entry.is_missing:
        return entry.home, entry.exercise
    return _place(entry.file.disk), entry.file.members


def _require_existing(path: Path) -> None:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UsageError(f"{path}: there is no such file or folder.") from error
    except OSError:
        return  # It may exist: in a folder that may not be entered, say.


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else repr(error)


def _under(path: Path, exercises: Sequence[str], learners: Learners, layout: Layout) -> list[Found]:
    path.lstat()  # raises OSError for what no one could read
    noted = len(learners.notes)
    if layout == "learner" and path.is_dir():
        found = learners.anywhere_in(folder_on_disk(path, _DEPTH))
    elif path.is_dir():
        found = learners.in_folder(folder_on_disk(path))
    elif path.suffix.lower() == ARCHIVE:
        try:
            found = learners.in_archive(path)
        except ArchiveError as error:
            raise UsageError(f"{path}: {error}.") from error
    else:
        exercise = exercise_of(path.name, exercises)
        if exercise is None or path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{path}: the name matches no exercise. {_expected(exercises)}")
        home = _place(path).parent
        name, account = moodle_learner(home.name)
        found = [Found(file_on_disk(path), name, exercise, home, account)]
    if not found:
        why = " ".join(["", *learners.notes[noted : noted + 1]])
        del learners.notes[noted : noted + 1]
        raise UsageError(f"{path}: nothing to grade. {_expected(exercises)}{why}")
    return found


def _expected(exercises: Sequence[str]) -> str:
    return (
        f"Expected .py or .ipynb files named after {', '.join(exercises)}, or folders or .zip "
        "files with such files, one for each learner."
    )


def _place(path: Path) -> Path:
    return real_path(path.parent) / path.name
