"""Makes the names of learners distinct. The work grows with the number of learners, not faster."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from grader.protocol.text import plain
from grader.records import Account
from grader.submission.learners import Found, LearnerFiles

Entry = TypeVar("Entry", Found, LearnerFiles)


def distinct_learners(found: Sequence[Entry]) -> list[Entry]:
    """Add parts of the path to the names of learners who have the same name in different places."""
    homes: dict[str, set[Path]] = {}
    for entry in found:
        homes.setdefault(entry.learner, set()).add(entry.home)
    needed = {learner: _parts_needed(several) for learner, several in homes.items()}
    variants: dict[str, Iterator[str]] = {}
    taken: set[str] = set()
    names: dict[tuple[Path, str, Account], str] = {}
    for entry in found:
        if _key(entry) not in names:
            wanted = _name_of(entry, needed[entry.learner])
            # Two paths may result in the same name, and two names in the same readable text, by
            # which a gradebook knows learners. What was taken before remains taken.
            free = variants.setdefault(wanted, numbered(wanted))
            name = next(one for one in free if plain(one) not in taken)
            taken.add(plain(name))
            names[_key(entry)] = name
    return [msgspec.structs.replace(entry, learner=names[_key(entry)]) for entry in found]


def _key(entry: Found | LearnerFiles) -> tuple[Path, str, Account]:
    """Return what is one learner's alone: people of one name may have one folder."""
    return entry.home, entry.learner, entry.account


def _parts_needed(homes: Iterable[Path]) -> dict[Path, int]:
    """Return how many of the last parts of each path no other path ends with."""
    needed: dict[Path, int] = {}
    alike = list(homes)
    for count in itertools.count(1):
        if not alike:
            break
        # Paths that differ in fewer parts differ in these too.
        ends = Counter(home.parts[-count:] for home in alike)
        needed |= {home: count for home in alike if ends[home.parts[-count:]] == 1}
        alike = [home for home in alike if ends[home.parts[-count:]] > 1]
    return needed


def _name_of(entry: Found | LearnerFiles, needed: dict[Path, int]) -> str:
    """Return the learner's name, with parts of the path if others in `needed` have that name."""
    if len(needed) == 1:
        return entry.learner
    own, count = entry.home, needed[entry.home]
    if count >= len(own.parts):
        return str(own)
    # Append the learner's name, unless the folder itself is named after the learner.
    end = () if entry.learner in (own.name, own.stem) else (entry.learner,)
    return "/".join((*own.parts[-max(count, 2 - len(end)) :], *end))


def numbered(name: str) -> Iterator[str]:
    """Yield the name, then the name with the numbers from 2 on."""
    yield name
    for number in itertools.count(2):
        yield f"{name} ({number})"
