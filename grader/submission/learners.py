"""Who handed in which files: what finding passes on to reading."""

from __future__ import annotations

from pathlib import Path

import msgspec

from grader.records import UNKNOWN_ACCOUNT, Account
from grader.submission.listing import File

NO_FILE = File(Path(), Path())


class Age(msgspec.Struct, frozen=True, order=True):
    """What the names in a download tell of when a file was handed in. The newest is the largest.

    attempt, submission: numbers that the course system counts up; 0 if unknown. date: in a form
    that sorts, such as 2026-11-30-15-27-25; "" if unknown.
    """

    attempt: int = 0
    submission: int = 0
    date: str = ""


UNKNOWN_AGE = Age()


class HandedIn(msgspec.Struct, frozen=True):
    """A file that a learner handed in.

    name: its name as the learner chose it, without what the course system added.
    """

    file: File
    name: str
    age: Age = UNKNOWN_AGE


class LearnerFiles(msgspec.Struct, frozen=True):
    """One learner, and the files that they handed in.

    home: the folder that contains all their files. files: a layout gives all of them; after
    `unpacked`, these are the scripts and notebooks, also those in archives, and `others` are the
    names of the other files. is_guess: whether nothing says that these files are one learner's.
    """

    learner: str
    home: Path
    files: tuple[HandedIn, ...] = ()
    account: Account = UNKNOWN_ACCOUNT
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_guess: bool = False


class Found(msgspec.Struct, frozen=True):
    """One file, its learner and its exercise.

    file: NO_FILE if the learner handed in none for this exercise. home: the folder that contains
    all their files.
    """

    file: File
    learner: str
    exercise: str
    home: Path
    account: Account = UNKNOWN_ACCOUNT

    @property
    def is_missing(self) -> bool:
        """Whether the learner handed in no file for this exercise."""
        return self.file == NO_FILE
