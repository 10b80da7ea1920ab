"""Tells whether files of one exercise may be copies by one learner, or are several learners'."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_WORDS = re.compile(r"[^\W\d_]+|\d{5,}")  # a long number may be a student's
_MAX_NAME = 255

# What learners add to the name of a copy of their own file, or what systems add.
_OF_COPIES = frozenset(
    _WORDS.findall(
        "a again and attempt backup bak by checkpoint colab complete completed copia copie copy "
        "corrected de der di done draft edit edited ex exercise exercises file final finished fix "
        "fixed for from good here homework hw i ii iii in kopie last late latest mine my new "
        "notebook of old ok original part python real save second solution solutions solved "
        "submission submit submitted task test the tmp try unfinished untitled update updated v "
        "version von week wip with work working"
    )
)
_MOST_BESIDE_PLAIN = 3


def are_of_several(names: Iterable[str], exercise: str) -> bool:
    """Return whether the names of files for one exercise look like those of several learners.

    They do if what is added to the exercise's name differs in words or long numbers. Beside a file
    that has the plain name, a few others may be one learner's experiments.
    """
    added = {_added(name, exercise) for name in names}
    others = added - {frozenset()}
    return len(others) > (_MOST_BESIDE_PLAIN if frozenset() in added else 1)


def _added(name: str, exercise: str) -> frozenset[str]:
    return frozenset(_words(Path(name).stem)) - frozenset(_words(exercise)) - _OF_COPIES


def _words(text: str) -> list[str]:
    return _WORDS.findall(unicodedata.normalize("NFC", text[:_MAX_NAME]).lower())
