"""Opens the archives among a learner's files, and tells scripts from other files."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from grader.notes import first_notes
from grader.submission.archive import ArchiveError, Archives
from grader.submission.layouts.folders import is_other_archive, other_archive
from grader.submission.layouts.layout import files_below, is_script
from grader.submission.learners import HandedIn, LearnerFiles
from grader.submission.listing import folder_of
from grader.submission.unseen import unseen_in_archive

_MAX_INNER_ARCHIVES = 10
MAX_NOTES = 5
"""Maximum number of notes on files that were left out, for each learner."""


def unpacked(found: LearnerFiles, archives: Archives) -> LearnerFiles:
    """Return a learner with the scripts and notebooks alone, also those in archives.

    An exception becomes a note: others must still be graded.
    """
    notes = list(found.notes)
    scripts: list[HandedIn] = []
    others: list[HandedIn] = []
    try:
        for outer in found.files:
            for each in _unpacked(outer, archives, notes):
                (scripts if is_script(each.file) else others).append(each)
    except Exception as error:  # noqa: BLE001  whatever it is, it concerns this learner alone
        notes.append(f"{found.home}: left out, finding its files failed: {error!r}.")
    return msgspec.structs.replace(
        found,
        files=tuple(scripts),
        others=tuple(one.name for one in others),
        notes=few(notes, str(found.home)),
    )


def few(notes: list[str], where: str) -> tuple[str, ...]:
    """Return the first notes on a learner, and how many more there are."""
    return first_notes(notes, MAX_NOTES, f"{where}: ", " files left out.")


def _unpacked(outer: HandedIn, archives: Archives, notes: list[str]) -> Iterator[HandedIn]:
    """Yield the file, or its files if it is an archive; add notes on what cannot be read."""
    file = outer.file
    if is_other_archive(file):
        notes.append(other_archive(file))
    if not file.is_archive:
        yield outer
        return
    if len(file.members) > 1:
        notes.append(f"{file.path}: left out, it is in an archive in an archive.")
        return
    try:
        folder = folder_of(file.path, archives.files(file))
        inner = list(files_below(folder))
        notes += unseen_in_archive(file, folder, archives)
    except ArchiveError as error:
        notes.append(f"{file.path}: {error}.")
        return
    packed = [one for one in inner if one.is_archive]
    if len(packed) > _MAX_INNER_ARCHIVES:
        notes.append(f"{file.path}: left out the {len(packed)} archives in it.")
        inner = [one for one in inner if not one.is_archive]
    for one in inner:
        own = HandedIn(one, one.path.name, outer.age, outer.submitted_at)
        yield from _unpacked(own, archives, notes)
