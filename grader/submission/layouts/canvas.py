"""Canvas: all files of all learners side by side, each with the learner's name before its own.

Names are made by `lib/content_zipper.rb` of github.com/instructure/canvas-lms: the sortable name in
small letters without blanks, LATE if it was late, the number of the user, the number of the file,
and the name that the learner gave it. Numbers of files count up. In an anonymous assignment,
"anon" and five characters take the place of name and number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from grader.notes import listed_if_any
from grader.records import UNKNOWN_ACCOUNT, Account
from grader.submission.layouts.folders import with_the_rest
from grader.submission.layouts.layout import Arranged, Listing
from grader.submission.learners import Age, HandedIn, LearnerFiles
from grader.submission.listing import File, real_path

_PREFIX = re.compile(
    r"(?:(?P<learner>[^_]+)_(?P<late>LATE_)?(?P<id>\d{1,18})"
    r"|(?P<also_late>LATE_)?(?P<anonymous>anon_[^\W_]{5}))"
    r"_(?P<file>\d{1,18})_"
)

_LATE = (
    "marked late by Canvas, which does not tell the time. A late policy needs it, in the column "
    "submitted of grade policy --roster"
)


def fits(listing: Listing) -> bool:
    """Return whether the files are of several learners."""
    return bool(canvas_learners(file.path.name for file in listing.folder.files))


def arranged(listing: Listing) -> Arranged:
    """Return the learners that the names identify, and those of folders and files beside them."""
    folder = listing.folder
    named = _learners(file.path.name for file in folder.files)
    by_learner: dict[str, list[File]] = {}
    for file in folder.files:
        if file.path.name in named:
            by_learner.setdefault(named[file.path.name], []).append(file)
    if not by_learner:
        return Arranged()
    home = real_path(folder.path)
    found = [
        LearnerFiles(name, home, tuple(map(_handed_in, files)), canvas_account(files[0].path.name))
        for name, files in by_learner.items()
    ]
    late = [name for name, files in by_learner.items() if any(map(_is_late, files))]
    rest = with_the_rest(listing, found, [file for files in by_learner.values() for file in files])
    return Arranged(rest.learners, (*rest.notes, *listed_if_any([(_LATE, sorted(late))])))


def canvas_learners(file_names: Iterable[str]) -> dict[str, str]:
    """Return the learner of each file that Canvas named; nothing unless there are several learners.

    The user id is added to last names that occur more than once.
    """
    named = _learners(file_names)
    return named if len(set(named.values())) > 1 else {}


def canvas_account(file_name: str) -> Account:
    """Return the account of the learner whose file Canvas named so."""
    match = _PREFIX.match(file_name)
    return UNKNOWN_ACCOUNT if match is None else Account(match["id"] or "")


def _learners(file_names: Iterable[str]) -> dict[str, str]:
    matches = {name: match for name in file_names if (match := _PREFIX.match(name))}
    learners = {(match["learner"], match["id"]) for match in matches.values()}
    last_names = Counter(last_name for last_name, _ in learners)
    return {
        name: match["anonymous"]
        or (
            match["learner"]
            if last_names[match["learner"]] == 1
            else f"{match['learner']}_{match['id']}"
        )
        for name, match in matches.items()
    }


def _is_late(file: File) -> bool:
    match = _PREFIX.match(file.path.name)
    return match is not None and bool(match["late"] or match["also_late"])


def _handed_in(file: File) -> HandedIn:
    name = file.path.name
    match = _PREFIX.match(name)
    assert match is not None
    return HandedIn(file, name[match.end() :], Age(submission=int(match["file"])))
