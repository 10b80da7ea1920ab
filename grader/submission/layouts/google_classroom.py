"""Google Classroom: the folder of an assignment in Google Drive, with all files side by side.

The copy of a file that each learner gets is called `<Name> - <file>`. Drive adds "Copy of" in
front, in the language of whoever copies. Learners can rename their files, so names that occur once
prove nothing: the layout fits only if the same file is there under several names.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from grader.submission.layouts.folders import with_the_rest
from grader.submission.layouts.layout import Arranged, Listing, is_script
from grader.submission.learners import HandedIn, LearnerFiles
from grader.submission.listing import File, real_path

_COPY = r"(?:Copy of|Kopie von|Copia d[ei]|Copie de|Cópia de|Kopia|Kopie van) "
_NAME = re.compile(rf"(?:{_COPY})*(?P<learner>\S.*?) - (?P<file>.*\S)", re.DOTALL)


def fits(listing: Listing) -> bool:
    """Return whether the same file is there under the names of several learners."""
    names: dict[str, set[str]] = defaultdict(set)
    for file in listing.folder.files:
        match = _matched(file)
        if match is not None and (is_script(file) or file.is_archive):
            names[listing.exercise(file) or match["file"].casefold()].add(match["learner"])
    return any(len(learners) > 1 for learners in names.values())


def _matched(file: File) -> re.Match[str] | None:
    """Return the parts of a file's name. Archives made on macOS hold accents as characters."""
    return _NAME.fullmatch(unicodedata.normalize("NFC", file.path.name))


def arranged(listing: Listing) -> Arranged:
    """Return the learners that the names identify, and those of folders and answers beside them."""
    folder = listing.folder
    files: dict[str, list[HandedIn]] = defaultdict(list)
    taken: list[File] = []
    for file in folder.files:
        match = _matched(file)
        if match is not None:
            files[match["learner"]].append(HandedIn(file, match["file"]))
            taken.append(file)
    if not files:
        return Arranged()
    home = real_path(folder.path)
    found = [LearnerFiles(name, home, tuple(own)) for name, own in files.items()]
    return with_the_rest(listing, found, taken)
