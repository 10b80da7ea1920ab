"""Classes of learners who have handed in all exercises of the course."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import SOLUTIONS, answers

SUFFIX = ".py"


def make_whole_class(folder: Path, size: int) -> Path:
    """Write the files of `size` learners, each with a file for every exercise; return the folder.

    Three learners of four are right. No two have handed in the same code, so each file is run.
    """
    turns = [_in_turn(file.exercise) for file in SOLUTIONS]
    for number in range(size):
        home = folder / f"learner_{number:04d}"
        home.mkdir(parents=True)
        own = f"\n\ndef number_of_this_learner():\n    return {number}\n".encode()
        for solution, turn in zip(SOLUTIONS, turns, strict=True):
            (home / f"{solution.exercise}{SUFFIX}").write_bytes(next(turn).read_bytes() + own)
    return folder


def _in_turn(exercise: str) -> Iterator[Path]:
    """Yield three right answers and a wrong one, again and again."""
    known = [one for one in answers(exercise[:2]) if one.ends and one.file.suffix == SUFFIX]
    (solution,) = (one.file for one in SOLUTIONS if one.exercise == exercise)
    right = itertools.cycle([solution, *(one.file for one in known if one.right)])
    wrong = itertools.cycle([one.file for one in known if not one.right])
    for number in itertools.count():
        yield next(right if number % 4 else wrong)
