"""nbgrader: `submitted/<learner>/<assignment>/`, with the date in `timestamp.txt`.

https://nbgrader.readthedocs.io/en/stable/user_guide/philosophy.html describes the folders. The
course's folder may be given, or `submitted` itself. The learner's id is the name of the folder.
"""

from __future__ import annotations

import msgspec

from grader.records import Account
from grader.submission.layouts.layout import (
    Arranged,
    Listing,
    files_below,
    is_work,
    problems_below,
)
from grader.submission.learners import Age, HandedIn, LearnerFiles
from grader.submission.listing import Folder, real_path

_SUBMITTED = "submitted"
_TIMESTAMP = "timestamp.txt"
_MAX_DATE = 40


def fits(listing: Listing) -> bool:
    """Return whether there is a folder `submitted` of folders of folders, or this one is it."""
    return any(child.folders for child in _submitted(listing.folder).folders)


def arranged(listing: Listing) -> Arranged:
    """Return the learners. What else is in the course's folder is the teacher's."""
    submitted = _submitted(listing.folder) if fits(listing) else listing.folder
    return Arranged(
        tuple(_learner(listing, child) for child in submitted.folders if is_work(child)),
        tuple(f"{file.path}: left out, it is in no learner's folder." for file in submitted.files),
    )


def _submitted(folder: Folder) -> Folder:
    named = [one for one in (folder, *folder.folders) if one.path.name == _SUBMITTED]
    return named[0] if named else Folder(folder.path)


def _learner(listing: Listing, folder: Folder) -> LearnerFiles:
    name = folder.path.name
    own = Folder(folder.path, folder.files)
    files = [
        each for assignment in (own, *folder.folders) for each in _assignment(listing, assignment)
    ]
    notes = tuple(problems_below(folder))
    return LearnerFiles(name, real_path(folder.path), tuple(files), Account(login=name), notes)


def _assignment(listing: Listing, folder: Folder) -> list[HandedIn]:
    stamps = [file for file in folder.files if file.path.name == _TIMESTAMP]
    age = Age(date=listing.text(stamps[0]).strip()[:_MAX_DATE] if stamps else "")
    whole = msgspec.structs.replace(
        folder, files=tuple(file for file in folder.files if file not in stamps)
    )
    return [HandedIn(file, file.path.name, age) for file in files_below(whole)]
