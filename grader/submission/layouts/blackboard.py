"""Blackboard: all files of all attempts side by side.

A file is called `<assignment>_<user>_attempt_<date>_<file>`. For each attempt, Blackboard adds
`<assignment>_<user>_attempt_<date>.txt`, which begins with `Name: Jane Doe (jdoe)` and
`Assignment: <assignment>`. The date is YYYY-MM-DD-hh-mm-ss.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence

import msgspec

from grader.protocol.text import one_line
from grader.records import Account
from grader.submission.layouts.dates import submission_time
from grader.submission.layouts.folders import with_the_rest
from grader.submission.layouts.layout import Arranged, Listing
from grader.submission.learners import Age, HandedIn, LearnerFiles
from grader.submission.listing import File, real_path

# The first date counts: what comes after it, the learner has chosen.
_NAME = re.compile(
    r"(?P<head>.+?)_attempt_(?P<date>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<receipt>\.txt))$",
    re.DOTALL,
)
# Only the first line is Blackboard's own: what the learner wrote follows in the same file.
_PERSON = re.compile(r"\ufeff?Name: *(?P<name>[^\r\n]*?) *\((?P<login>[^()\r\n]*)\) *(?:[\r\n]|\Z)")
_HEAD_OF_RECEIPT = 2_000
_MAX_NAME = 200


def fits(listing: Listing) -> bool:
    """Return whether any file is named as Blackboard names them."""
    return any(_NAME.match(file.path.name) for file in listing.folder.files)


def arranged(listing: Listing) -> Arranged:
    """Return the users, and the learners of folders and answers beside their files."""
    folder = listing.folder
    heads: dict[str, list[tuple[File, re.Match[str]]]] = {}
    for file in folder.files:
        match = _NAME.match(file.path.name)
        if match is not None:
            heads.setdefault(match["head"], []).append((file, match))
    if not heads:
        return Arranged()
    assignment = _assignment(heads)
    users = [_user(listing, head, several, assignment) for head, several in heads.items()]
    names = Counter(one.learner for one in users)
    found = [one if names[one.learner] == 1 else _with_login(one) for one in users]
    taken = [file for several in heads.values() for file, _ in several]
    return with_the_rest(listing, found, taken)


def _assignment(heads: Collection[str]) -> str:
    """Return the assignment with which all names begin; "" if there are several, or one name."""
    # What the first and the last in order begin with, all do.
    pairs = zip(min(heads), max(heads), strict=False)
    begin = "".join(one for one, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    return begin[: begin.rfind("_") + 1] if len(heads) > 1 else ""


def _user(
    listing: Listing,
    head: str,
    several: Sequence[tuple[File, re.Match[str]]],
    assignment: str,
) -> LearnerFiles:
    receipts = [file for file, match in several if match["receipt"]]
    # A login may have a line in it, as j_doe has.
    guessed = head.removeprefix(assignment) if assignment else head.rpartition("_")[2]
    name, login = _person(listing, receipts) or ("", guessed)
    files = tuple(
        HandedIn(file, match["file"], Age(date=match["date"]), submission_time(match["date"]))
        for file, match in several
        if not match["receipt"]
    )
    return LearnerFiles(
        name or login or head, real_path(listing.folder.path), files, Account(login=login)
    )


def _with_login(user: LearnerFiles) -> LearnerFiles:
    return msgspec.structs.replace(user, learner=f"{user.learner} ({user.account.login})")


def _person(listing: Listing, receipts: Sequence[File]) -> tuple[str, str] | None:
    """Return the name and the login in the first line of the first receipt that tells them."""
    for file in receipts:
        match = _PERSON.match(listing.text(file, _HEAD_OF_RECEIPT))
        if match is not None:
            return one_line(match["name"])[:_MAX_NAME], one_line(match["login"])[:_MAX_NAME]
    return None
