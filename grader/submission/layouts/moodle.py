"""Moodle: a folder for each participant and kind of submission, or all files side by side.

Names are made by `mod/assign/classes/downloader.php` of github.com/moodle/moodle: the full name
without underscores, the number of the participant, and `assignsubmission_file` or
`assignsubmission_onlinetext`; before version 4.1 with an underscore at the end. Without folders,
the name of the file follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.records import Account
from grader.submission.layouts.folders import with_the_rest
from grader.submission.layouts.layout import (
    Arranged,
    Listing,
    files_below,
    handed_in,
    problems_below,
)
from grader.submission.learners import HandedIn, LearnerFiles
from grader.submission.listing import Folder, real_path
from grader.submission.names import MOODLE_FOLDER


@dataclass(frozen=True)
class _Part:
    """What one folder or file adds to a participant."""

    name: str
    id: str
    is_text: bool
    folder: str
    home: Path
    files: tuple[HandedIn, ...]
    notes: tuple[str, ...] = ()


def fits(listing: Listing) -> bool:
    """Return whether any folder or file is named as Moodle names them."""
    return any(_parts(listing.folder))


def arranged(listing: Listing) -> Arranged:
    """Return the participants, and the learners of other folders and of answers beside them."""
    folder = listing.folder
    parts: dict[tuple[str, str], list[_Part]] = {}
    for part in _parts(folder):
        parts.setdefault((part.name, part.id), []).append(part)
    if not parts:
        return Arranged()
    names = Counter(name for name, _ in parts)
    found = [_participant(several, names) for several in parts.values()]
    return with_the_rest(
        listing,
        found,
        [file for file in folder.files if MOODLE_FOLDER.match(file.path.name)],
        [child for child in folder.folders if MOODLE_FOLDER.fullmatch(child.path.name)],
    )


def _participant(parts: Sequence[_Part], names: Counter[str]) -> LearnerFiles:
    """Return one participant. The folder of files is the one to which feedback is sent."""
    first = min(parts, key=lambda part: part.is_text)
    name = first.name if names[first.name] == 1 else f"{first.name}_{first.id}"
    return LearnerFiles(
        name,
        first.home,
        tuple(file for part in parts for file in part.files),
        Account(first.id, first.folder),
        tuple(note for part in parts for note in part.notes),
    )


def _parts(folder: Folder) -> Iterator[_Part]:
    for child in folder.folders:
        match = MOODLE_FOLDER.fullmatch(child.path.name)
        if match is not None:
            files, notes = handed_in(files_below(child)), tuple(problems_below(child))
            yield _part(match, child.path.name, real_path(child.path), files, notes)
    for file in folder.files:
        match = MOODLE_FOLDER.match(file.path.name)
        if match is not None:
            own = HandedIn(file, file.path.name[match.end() :])
            yield _part(match, match[0].rstrip("_"), real_path(folder.path), (own,), ())


def _part(
    match: re.Match[str],
    folder: str,
    home: Path,
    files: tuple[HandedIn, ...],
    notes: tuple[str, ...],
) -> _Part:
    is_text = match["kind"] == "onlinetext"
    return _Part(match["name"], match["id"], is_text, folder, home, files, notes)
