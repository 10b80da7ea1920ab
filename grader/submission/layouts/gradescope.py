"""Gradescope: an export of submissions, `submission_<number>/` for each, and a list of them.

The list, `submission_metadata.yml`, is YAML that Ruby wrote, with symbols as keys:

    submission_123:
      :submitters:
      - :name: Jane Doe
        :sid: '77'
        :email: jane@example.edu
      :created_at: 2026-04-26 17:34:00.861687000 Z

It also contains what learners' code printed. Only these lines are read of it, so that no such text
is interpreted. Numbers of submissions count up. A group's submission counts for each member.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from grader.protocol.text import one_line
from grader.records import Account
from grader.submission.layouts.folders import with_the_rest
from grader.submission.layouts.layout import Arranged, Listing, files_below, problems_below
from grader.submission.learners import Age, HandedIn, LearnerFiles
from grader.submission.listing import Folder, real_path

_LIST = "submission_metadata.yml"
_SUBMISSION = re.compile(r"submission_(\d{1,18})")
_KEY = re.compile(r"submission_\d{1,18}:")
_FIELD = re.compile(r"  :[a-z_]+:")
_SUBMITTERS = "  :submitters:"
_SUBMITTER = re.compile(r"  - :name: .*|  - :sid: .*|  - :email: .*|    :(?:name|sid|email): .*")
_MAX_LINE = 1_000
_MAX_NAME = 200


def fits(listing: Listing) -> bool:
    """Return whether the list of submissions is there."""
    return any(file.path.name == _LIST for file in listing.folder.files)


def arranged(listing: Listing) -> Arranged:
    """Return the submitters, and a learner for each folder that is not in the list."""
    folder = listing.folder
    lists = [file for file in folder.files if file.path.name == _LIST]
    if not lists:
        return Arranged()
    people = _people(listing.text(lists[0]))
    listed = [child for child in folder.folders if people.get(child.path.name)]
    found = [one for child in listed for one in _submitters(child, people[child.path.name])]
    return with_the_rest(listing, found, lists, listed)


def _submitters(folder: Folder, people: Sequence[Mapping[str, str]]) -> Iterator[LearnerFiles]:
    match = _SUBMISSION.fullmatch(folder.path.name)
    assert match is not None
    age = Age(submission=int(match[1]))
    files = tuple(HandedIn(file, file.path.name, age) for file in files_below(folder))
    notes = tuple(problems_below(folder))
    for person in people:
        account = Account(number=person.get(":sid", ""), email=person.get(":email", ""))
        name = person.get(":name") or account.email or account.number or folder.path.name
        yield LearnerFiles(name, real_path(folder.path), files, account, notes)


def _people(text: str) -> Mapping[str, list[dict[str, str]]]:
    """Return the submitters by the name of their folder."""
    blocks: dict[str, list[str]] = {}
    for folder, line in _lines(text):
        blocks.setdefault(folder, []).append(line)
    return {folder: _submitters_in("\n".join(lines)) for folder, lines in blocks.items()}


def _submitters_in(block: str) -> list[dict[str, str]]:
    try:
        entry = msgspec.yaml.decode(block)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return []
    submitters = entry.get(":submitters") if isinstance(entry, dict) else None
    each = (one for one in submitters or () if isinstance(one, dict))
    return [{str(key): _text(one[key]) for key in one} for one in each]


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield the lines on submitters, each with the name of the folder.

    What learners wrote is indented further, or stands below another field. Python knows more ends
    of lines than YAML.
    """
    folder, is_inside = "", False
    for line in (line.rstrip() for line in text.split("\n")):
        if _KEY.fullmatch(line):
            folder, is_inside = line[:-1], False
        elif _FIELD.match(line):
            is_inside = line == _SUBMITTERS
            if is_inside and folder:
                yield folder, line
        elif is_inside and folder and len(line) < _MAX_LINE and _SUBMITTER.fullmatch(line):
            yield folder, line


def _text(value: Any) -> str:
    return "" if value is None else one_line(str(value))[:_MAX_NAME]
