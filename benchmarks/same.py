"""Whether a class gets the same bytes of JSON, however many submissions are graded at once."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.common import ROOT, Answer, answers, command, console, make_class, scratch, table
from benchmarks.start import GRADE

JOBS = (1, 2, 4)

EVERY = 3
"""Every third submission to an exercise is a wrong one."""


def main(quick: bool = False) -> int:
    """Print the table; return 1 if any two runs differ."""
    size = 12 if quick else 60
    with scratch() as folder:
        make_class(folder, mixed(size), size)
        shown = table(
            f"The same {size} submissions", "run", "seconds", "bytes", "sha256 of the JSON"
        )
        digests = set()
        for jobs in JOBS:
            start = time.perf_counter()
            written = graded(folder, jobs)
            took = time.perf_counter() - start
            digest = hashlib.sha256(written).hexdigest()
            digests.add(digest)
            shown.add_row(f"--jobs {jobs}", f"{took:.1f}", f"{len(written):,}", digest)
    console.print(shown)
    console.print("identical" if len(digests) == 1 else "[bold red]DIFFERENT[/]")
    return 0 if len(digests) == 1 else 1


def mixed(size: int) -> list[Answer]:
    """Choose right and wrong answers to all exercises in turn, without those that must be stopped.

    Those get the same grade every time too, but only after a long wait.
    """
    known = [[one for one in answers(number) if one.ends] for number in ("01", "02", "03")]
    right = [[one for one in of_exercise if one.right] for of_exercise in known]
    wrong = [[one for one in of_exercise if not one.right] for of_exercise in known]
    chosen = []
    for number in range(size):
        exercise, turn = number % len(known), number // len(known)
        kind = wrong if turn % EVERY == EVERY - 1 else right
        chosen.append(kind[exercise][turn % len(kind[exercise])])
    return chosen


def graded(folder: Path, jobs: int) -> bytes:
    """Return the JSON that the command writes for this class."""
    words = [GRADE, str(folder), "--jobs", str(jobs), "--json", "-"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.stderr.buffer.write(done.stderr)
        raise RuntimeError(f"grade left with {done.returncode}")
    return done.stdout


if __name__ == "__main__":
    command(__doc__, main)
