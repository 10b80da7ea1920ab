"""Whether a class gets the same bytes of JSON beside endless loops that take the processors.

The class has right answers, of which the third exercise trains, and answers that must be stopped:
they meet the time limit of a call, by computing and by waiting.
"""

from __future__ import annotations

import difflib
import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.common import (
    ROOT,
    SOLUTIONS,
    Answer,
    answers,
    command,
    console,
    make_class,
    scratch,
    table,
)
from benchmarks.start import GRADE

LOOPS = 16
LEARNERS = 5
TIMEOUT = 20
"""Seconds: the default, which honest answers must never use up because the machine is busy."""


def main(quick: bool = False) -> int:
    """Print the table; return 1 if the bytes differ, or if a right answer lost points."""
    learners = 2 if quick else LEARNERS
    chosen = [*SOLUTIONS * learners, *stopped()]
    with scratch() as folder:
        make_class(folder, chosen, len(chosen))
        alone, seconds_alone = graded(folder)
        with endless_loops(LOOPS):
            beside, seconds_beside = graded(folder)
    shown = table(f"{len(chosen)} submissions, --timeout {TIMEOUT}", "run", "seconds", "sha256")
    for name, seconds, written in (
        ("alone", seconds_alone, alone),
        (f"beside {LOOPS} endless loops", seconds_beside, beside),
    ):
        shown.add_row(name, f"{seconds:.1f}", hashlib.sha256(written).hexdigest())
    shown.add_row("ratio", f"{seconds_beside / seconds_alone:.1f}", "")
    console.print(shown)
    console.print("identical" if alone == beside else "[bold red]DIFFERENT[/]")
    for line in differences(alone, beside):
        console.print(line, markup=False)
    return 0 if alone == beside else 1


def differences(one: bytes, other: bytes) -> list[str]:
    """Return the lines that differ, at most twenty."""
    lines = [text.decode().splitlines() for text in (one, other)]
    return list(difflib.unified_diff(*lines, n=0, lineterm=""))[:20]


def stopped() -> list[Answer]:
    """Return two known answers that must be stopped."""
    return [one for one in answers("01", "02") if not one.ends and not one.right][:2]


@contextmanager
def endless_loops(count: int) -> Iterator[None]:
    """Run this many endless loops, each in a session of its own, which the kernel treats alike."""
    loops = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True)
        for _ in range(count)
    ]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def graded(folder: Path) -> tuple[bytes, float]:
    """Return the JSON that the command writes for this class, and how long that took."""
    words = [GRADE, str(folder), "--timeout", str(TIMEOUT), "--json", "-"]
    start = time.perf_counter()
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.stderr.buffer.write(done.stderr)
        raise RuntimeError(f"grade left with {done.returncode}")
    return done.stdout, time.perf_counter() - start


if __name__ == "__main__":
    command(__doc__, main)
