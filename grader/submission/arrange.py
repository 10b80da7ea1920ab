"""Finds out which layout a folder has, and so whose the files in it are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from grader.errors import UsageError
from grader.submission.archive import ArchiveError
from grader.submission.layouts import LAYOUTS
from grader.submission.layouts.layout import (
    Arranged,
    Listing,
    files_below,
    is_script,
    is_work,
    layout,
)
from grader.submission.layouts.learner import alone
from grader.submission.listing import File, Folder, folder_of
from grader.submission.unseen import unseen_in_archive

AUTO = "auto"
"""The layout is the first that fits."""

_OF_FOLDERS = ("folders", "learner")
"""The layouts of no course system."""

_MAX_LEVELS = 16


def arrange(listing: Listing, layout_name: str = AUTO) -> tuple[str, Arranged]:
    """Return the name of the layout of a folder, and the learners. The folder may be in others.

    Raises UsageError if the folders in it look like folders of several learners each.
    """
    if layout_name == "learner":
        return layout_name, _arranged(layout_name, listing)
    levels = list(_levels(listing))
    packed = list(_opened(levels[-1]))
    if layout_name != AUTO:
        return layout_name, _forced(layout_name, [*levels, *packed])
    for level in (*levels, *packed):
        for name in LAYOUTS:
            if name not in _OF_FOLDERS and layout(name).fits(level):
                return name, _arranged(name, level)
    is_class = bool(packed) and _is_class(packed[-1], packed[-1].folder)
    return _as_folders(packed[-1] if is_class else levels[-1])


def _arranged(name: str, listing: Listing) -> Arranged:
    """Return the learners, with notes also on the files that are not looked at."""
    found = layout(name).arranged(listing)
    return Arranged(found.learners, (*found.notes, *listing.notes))


def _as_folders(listing: Listing) -> tuple[str, Arranged]:
    folders = layout("folders")
    if not folders.fits(listing):
        return "learner", Arranged((alone(listing),), listing.notes)
    _require_one_learner_each(listing)
    found = _arranged("folders", listing)
    if len(found.learners) > 1 or listing.folder.folders:
        return "folders", found
    # Nothing says that all that is in a single archive is one learner's.
    guessed = (msgspec.structs.replace(one, is_guess=True) for one in found.learners)
    return "folders", Arranged(tuple(guessed), found.notes)


def _forced(name: str, levels: list[Listing]) -> Arranged:
    chosen = layout(name)
    fitting = (level for level in reversed(levels) if chosen.fits(level))
    for level in (*fitting, *levels):
        arranged = _arranged(name, level)
        if arranged.learners:
            return arranged
    return Arranged()


def _levels(listing: Listing) -> Iterator[Listing]:
    """Yield the folder, and the folders that are all that is in it, from the outermost on."""
    for _ in range(_MAX_LEVELS):
        yield listing
        folders = [child for child in listing.folder.folders if is_work(child)]
        if len(folders) != 1 or _work(listing.folder):
            return
        listing = replace(listing, folder=folders[0])


def _opened(listing: Listing) -> Iterator[Listing]:
    """Yield the levels in the archive that is all that is in a folder; nothing without one."""
    work = _work(listing.folder)
    is_packed = len(work) == 1 and work[0].is_archive and len(work[0].members) < 2
    if not is_packed or any(map(is_work, listing.folder.folders)):
        return
    try:
        folder = folder_of(work[0].path, listing.archives.files(work[0]))
        notes = unseen_in_archive(work[0], folder, listing.archives)
    except ArchiveError:
        return
    yield from _levels(replace(listing, folder=folder, notes=(*listing.notes, *notes)))


def _work(folder: Folder) -> list[File]:
    return [file for file in folder.files if file.is_archive or is_script(file)]


def _require_one_learner_each(listing: Listing) -> None:
    """Refuse folders that each have an exercise in several folders: those of a group each, say."""
    children = [child for child in listing.folder.folders if is_work(child)]
    working = [child for child in children if any(map(listing.exercise, files_below(child)))]
    if working and all(_is_class(listing, child) for child in working):
        raise UsageError(
            f"{listing.folder.path}: each folder in it has several folders with the same exercise, "
            f"such as {working[0].path.name}. If these are learners' folders, give the folders "
            "that they are in. If each folder is one learner's, say --layout folders."
        )


def _is_class(listing: Listing, folder: Folder) -> bool:
    if any(map(listing.exercise, folder.files)):
        return False
    seen: set[str] = set()
    for child in filter(is_work, folder.folders):
        exercises = {name for name in map(listing.exercise, files_below(child)) if name}
        if seen & exercises:
            return True
        seen |= exercises
    return False
