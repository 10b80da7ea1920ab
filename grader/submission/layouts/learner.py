"""One learner's folder."""

from __future__ import annotations

import msgspec

from grader.submission.layouts.layout import (
    Arranged,
    Listing,
    files_below,
    handed_in,
    is_script,
    is_work,
    problems_below,
)
from grader.submission.learners import LearnerFiles
from grader.submission.listing import ARCHIVE, Folder, real_path
from grader.submission.names import moodle_learner


def fits(_listing: Listing) -> bool:
    """Return True: what has no other layout is one learner's."""
    return True


def arranged(listing: Listing) -> Arranged:
    """Return the one learner, with the files at any depth."""
    return Arranged((whose(listing.folder),))


def whose(folder: Folder) -> LearnerFiles:
    """Return the learner after whom a folder is named, with the files at any depth."""
    name, account = moodle_learner(name_of(folder))
    files = handed_in(files_below(folder))
    return LearnerFiles(name, real_path(folder.path), files, account, tuple(problems_below(folder)))


def alone(listing: Listing) -> LearnerFiles:
    """Return the learner of a folder of which nothing is known, with the files right in it.

    A folder beside a learner's answers is taken for an old copy of them.
    """
    folder = listing.folder
    own = whose(msgspec.structs.replace(folder, folders=()))
    notes = (
        f"{child.path}: left out, it is beside other answers."
        for child in folder.folders
        if is_work(child) and any(map(is_script, files_below(child)))
    )
    return msgspec.structs.replace(own, notes=(*own.notes, *notes), is_guess=True)


def name_of(folder: Folder) -> str:
    """Return the name of the learner whose files are all in this folder or archive."""
    home = real_path(folder.path)
    return home.stem if home.suffix.lower() == ARCHIVE else home.name
