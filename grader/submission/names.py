"""Finds the exercise and the learner in the name of a file."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from grader.records import UNKNOWN_ACCOUNT, Account

SUFFIXES = (".py", ".ipynb")

_LATIN_WORDS = re.compile(r"[a-z]+|[0-9]+")
_WORDS = re.compile(r"[^\W\d_]+|\d+")

# Disks have no longer names. In an archive one may be, and the time that it takes to compose its
# characters is quadratic in its length.
_MAX_NAME = 255

MOODLE_FOLDER = re.compile(
    r"(?P<name>[^_]+)_(?P<id>\d{1,18})_assignsubmission_(?P<kind>file|onlinetext)(?:_|$)"
)
"""How Moodle names the folder of a participant, by what it holds.

Before version 4.1, the name has an underscore at its end.
"""


def exercise_of(file_name: str, exercises: Sequence[str]) -> str | None:
    """Return the exercise whose name is part of the file's name, or None.

    Separators do not matter: "Copy_of_03_sgd.ipynb", "03_sgd (1).py" and "lee_12_34_03-sgd-2.py"
    are all "03_sgd".
    """
    for exercise in exercises:
        # In other names, such letters belong to what was added: "03_sgd副本.py" is a copy.
        words = _LATIN_WORDS if exercise.isascii() else _WORDS
        wanted = _parts(exercise, words)
        parts = _parts(Path(file_name).stem, words)
        for start in range(len(parts) - len(wanted) + 1):
            if parts[start : start + len(wanted)] == wanted:
                return exercise
    return None


def _parts(name: str, words: re.Pattern[str]) -> list[str]:
    """Return the words and numbers in a name; macOS writes an accent as a character of its own."""
    whole = unicodedata.normalize("NFC", name[:_MAX_NAME]).lower()
    return words.findall(whole) or [whole]


def moodle_learner(folder: str) -> tuple[str, Account]:
    """Return the name and the account of the learner whose folder has this name.

    Moodle puts both into the names of folders. Elsewhere the name is the folder's.
    """
    match = MOODLE_FOLDER.match(folder)
    if match is None:
        return folder, UNKNOWN_ACCOUNT
    return match["name"], Account(match["id"], folder)


def suggestion(name: str, known: Sequence[str]) -> str:
    """Return a sentence about what may be meant by a name that is unknown."""
    close = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean {close[0]}?" if close else f"Expected one of {', '.join(known)}."
