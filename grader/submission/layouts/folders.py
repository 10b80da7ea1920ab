"""A folder or an archive for each learner, named after them.

The files may lie at any depth in it, as in a clone of a repository.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import msgspec

from grader.submission.layouts.layout import Arranged, Listing, files_below, is_script, is_work
from grader.submission.layouts.learner import whose
from grader.submission.learners import LearnerFiles
from grader.submission.listing import File, Folder

_OTHER_ARCHIVES = (".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz")


def fits(listing: Listing) -> bool:
    """Return whether learners' folders or archives are in this folder.

    A single one beside answers is taken for an old copy of them, several are taken for a class.
    """
    folder = listing.folder
    apart = learners_folders(folder)
    holding = [child for child in apart if _may_hold_answers(child, listing)]
    if any(map(listing.exercise, folder.files)):
        return len(holding) > 1
    return bool(holding if any(map(is_script, folder.files)) else apart)


def arranged(listing: Listing) -> Arranged:
    """Return the learner of each folder, and of the answers that lie beside the folders.

    The latter is called like the folder of the class.
    """
    folder = listing.folder
    own = tuple(file for file in folder.files if listing.exercise(file))
    beside = Folder(folder.path, own)
    found = [whose(child) for child in learners_folders(folder)]
    return Arranged(
        ((whose(beside), *found) if own else tuple(found)), tuple(_notes(listing, folder.files))
    )


def with_the_rest(
    listing: Listing,
    found: Iterable[LearnerFiles],
    files: Collection[File],
    folders: Collection[Folder] = (),
) -> Arranged:
    """Add the learners of all files and folders but these to those who were found."""
    folder = listing.folder
    taken = {file.path for file in files} | {child.path for child in folders}
    rest = msgspec.structs.replace(
        folder,
        files=tuple(file for file in folder.files if file.path not in taken),
        folders=tuple(child for child in folder.folders if child.path not in taken),
    )
    others = arranged(replace(listing, folder=rest))
    return Arranged((*found, *others.learners), others.notes)


def learners_folders(folder: Folder) -> list[Folder]:
    """Return what may be a learner's: the folders that may contain work, and the archives."""
    packed = (Folder(file.path, (file,)) for file in folder.files if file.is_archive)
    own = (child for child in folder.folders if is_work(child))
    return sorted((*own, *packed), key=lambda child: child.path)


def _notes(listing: Listing, files: Collection[File]) -> Iterator[str]:
    """Yield notes on what is no learner's, and on a folder that could not be listed."""
    folder = listing.folder
    if folder.problem:
        yield f"{folder.path}: {folder.problem}."
    for file in files:
        if is_other_archive(file):
            yield other_archive(file)
        elif is_script(file) and not listing.exercise(file):
            yield f"{file.path}: left out, it is in no learner's folder."
    for child in folder.folders:
        if not is_work(child):
            yield f"{child.path}: left out, it is no learner's folder."


def is_other_archive(file: File) -> bool:
    """Return whether a file is an archive of a kind that is not read."""
    return file.path.suffix.lower() in _OTHER_ARCHIVES


def other_archive(file: File) -> str:
    """Return the note on such an archive."""
    return f"{file.path}: left out. Expected a .zip file."


def _may_hold_answers(folder: Folder, listing: Listing) -> bool:
    return any(file.is_archive or listing.exercise(file) for file in files_below(folder))
