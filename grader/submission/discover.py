"""Finds the learners under some paths, and the files that each of them handed in."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path

import msgspec

from grader.errors import UsageError
from grader.records import UNKNOWN_ACCOUNT
from grader.submission.archive import ArchiveError, Archives
from grader.submission.arrange import AUTO, arrange
from grader.submission.candidates import named_after
from grader.submission.distinct import distinct_learners
from grader.submission.layouts import LAYOUTS
from grader.submission.layouts.layout import Arranged, Listing, handed_in
from grader.submission.learners import Found, LearnerFiles
from grader.submission.listing import ARCHIVE, file_on_disk, folder_of, folder_on_disk, real_path
from grader.submission.names import SUFFIXES, moodle_learner
from grader.submission.unpack import unpacked
from grader.submission.unseen import unseen_in_archive, unseen_in_folder

_OF_FOLDERS = ("folders", "learner")
"""The layouts of no course system."""

_DEPTH = 8
"""How many levels of folders are looked through."""


class Discovery(msgspec.Struct, frozen=True):
    """The learners under some paths, in a fixed order.

    notes: what was left out, and why. is_class: whether there are several learners, or a layout or
    a roster tells that there could be. is_known: whether the learners are known without any file.
    exercises: their names. where: the first path.
    """

    learners: tuple[LearnerFiles, ...]
    notes: tuple[str, ...] = ()
    is_class: bool = False
    is_known: bool = False
    exercises: tuple[str, ...] = ()
    where: Path = Path()

    @property
    def found(self) -> tuple[Found, ...]:
        """The file of each exercise by its name alone, for those who do not read the files."""
        return tuple(
            found for learner in self.learners for found in named_after(learner, self.exercises)
        )


def discover(
    paths: Iterable[Path],
    exercises: Sequence[str],
    archives: Archives,
    layout_name: str = AUTO,
    depth: int = _DEPTH,
) -> Discovery:
    """Find the learners under these paths; raises UsageError if none has a script or a notebook.

    An archive counts as a folder. If one of several paths contains nothing to grade, or cannot be
    looked through, that becomes a note. A path that does not exist is a mistake in the call and
    raises UsageError at once. layout_name: one of LAYOUTS, which then need not have the files of
    any learner. depth: how many levels of folders are looked through.
    """
    found: list[LearnerFiles] = []
    notes: list[str] = []
    is_class = is_known = layout_name != AUTO
    paths = tuple(paths)
    for path in paths:
        _require_existing(path)
    for path in paths:
        name, arranged = _tried(path, exercises, archives, layout_name, depth)
        found += [unpacked(one, archives) for one in arranged.learners]
        notes += arranged.notes
        is_class = is_class or name not in _OF_FOLDERS
    learners = distinct_learners(_merged(found))
    told = (*notes, *(note for one in learners for note in one.notes))
    if not learners or (not is_known and not any(one.files for one in learners)):
        raise UsageError(notes[0] if notes else nothing_to_grade(paths[0], exercises, told))
    is_class = is_class or len(learners) > 1
    return Discovery(tuple(learners), told, is_class, is_known, tuple(exercises), paths[0])


def nothing_to_grade(path: Path, exercises: Sequence[str], notes: Sequence[str] = ()) -> str:
    """Return the line that says so, with the first note, which may say why."""
    return " ".join((f"{path}: nothing to grade. {_expected(exercises)}", *notes[:1]))


def _expected(exercises: Sequence[str]) -> str:
    return (
        f"Expected .py or .ipynb files named after {', '.join(exercises)}, or folders or .zip "
        "files with such files, one for each learner."
    )


def _require_existing(path: Path) -> None:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UsageError(f"{path}: there is no such file or folder.") from error
    except OSError:
        return  # It may exist: in a folder that may not be entered, say.


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else repr(error)


def _tried(
    path: Path, exercises: Sequence[str], archives: Archives, layout_name: str, depth: int
) -> tuple[str, Arranged]:
    """Return what is under a path. An exception becomes a note: it concerns this path alone."""
    try:
        return _under(path, exercises, archives, layout_name, depth)
    except UsageError as error:
        return "learner", Arranged(notes=(str(error),))
    except Exception as error:  # noqa: BLE001  whatever it is
        note = f"{path}: cannot be looked through: {_reason(error)}."
        return "learner", Arranged(notes=(note,))


def _under(
    path: Path, exercises: Sequence[str], archives: Archives, layout_name: str, depth: int
) -> tuple[str, Arranged]:
    """Return the layout of what is under a path, and the learners."""
    path.lstat()  # raises OSError for what no one could read
    if path.is_dir():
        folder = folder_on_disk(path, depth)
        notes = unseen_in_folder(folder)
    elif path.suffix.lower() == ARCHIVE:
        try:
            folder = folder_of(path, archives.files(file_on_disk(path)))
            notes = unseen_in_archive(file_on_disk(path), folder, archives)
        except ArchiveError as error:
            raise UsageError(f"{path}: {error}.") from error
    else:
        return "learner", Arranged((_of_file(path, exercises),))
    listing = Listing(folder, exercises, archives, notes)
    name, arranged = arrange(listing, layout_name)
    if name != "learner" or layout_name == AUTO:
        _require_files(path, listing, arranged, layout_name)
    return name, arranged


def _require_files(path: Path, listing: Listing, arranged: Arranged, layout_name: str) -> None:
    if any(one.files for one in arranged.learners):
        return
    if layout_name != AUTO:
        raise UsageError(f"{path}: not the layout {layout_name}: {LAYOUTS[layout_name]}.")
    told = (*arranged.notes, *(note for one in arranged.learners for note in one.notes))
    raise UsageError(nothing_to_grade(path, listing.exercises, told))


def _of_file(path: Path, exercises: Sequence[str]) -> LearnerFiles:
    """Return the learner of one file, who is named after its folder."""
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: the name matches no exercise. {_expected(exercises)}")
    home = (real_path(path.parent) / path.name).parent
    name, account = moodle_learner(home.name)
    return LearnerFiles(name, home, handed_in([file_on_disk(path)]), account, is_guess=True)


def _merged(found: Iterable[LearnerFiles]) -> list[LearnerFiles]:
    """Make one of all entries of a learner, with each file once."""
    merged: dict[Hashable, LearnerFiles] = {}
    for one in found:
        key = _owner(one)
        before = merged.get(key)
        merged[key] = one if before is None else _together(before, one)
    return list(merged.values())


def _owner(one: LearnerFiles) -> Hashable:
    """Return what is one learner's alone: the account, also in several downloads.

    A participant of Moodle has another account in each, and elsewhere there may be none.
    """
    is_known = one.account != UNKNOWN_ACCOUNT and not one.account.folder
    return one.account if is_known else (one.home, one.learner, one.account)


def _together(one: LearnerFiles, other: LearnerFiles) -> LearnerFiles:
    # The folder and the name of a file: a link's target may be another learner's file.
    files = {
        (real_path(each.file.disk.parent), each.file.disk.name, each.file.members): each
        for each in (*one.files, *other.files)
    }
    return msgspec.structs.replace(
        one,
        files=tuple(files.values()),
        notes=tuple(dict.fromkeys((*one.notes, *other.notes))),
        others=tuple(dict.fromkeys((*one.others, *other.others))),
        is_guess=one.is_guess and other.is_guess,
    )
