"""Whether honest submissions get the same grades if a third of the class is hostile."""

from __future__ import annotations

import fcntl
import itertools
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.common import COURSE, answers, command, console, make_class, scratch, table
from grader.options import Options
from grader.pipeline import run
from grader.records import Gradebook, LearnerResult
from grader.session import Session, Settings
from tests.hostile_harness import place_case

HOSTILE = Path(__file__).resolve().parent.parent / "tests" / "hostile"
NOWHERE = {
    **dict.fromkeys(("{{CANARY}}", "{{SOCKET}}", "{{DGRAM}}"), "/nowhere"),
    "{{PID}}": "4194303",
    "{{PORT}}": "9",
}
JOBS = 2
TIMEOUT = 6.0


def main(quick: bool = False) -> int:
    """Print the table; return 1 if a grade changed or was lost, or if anything was left behind."""
    honest, hostile = (20, 10) if quick else (200, 100)
    with scratch() as folder:
        make_class(folder, [one for one in answers("01", "02") if one.ends], honest)
        alone, seconds_alone = graded(folder)
        place_hostile(folder, hostile)
        before = leftovers()
        mixed, seconds_mixed = graded(folder)
        left = leftovers() - before
    expected, received = ({one.learner: one for one in of_honest(book)} for book in (alone, mixed))
    lost = len(expected.keys() - received.keys())
    changed = sum(received.get(name, one) != one for name, one in expected.items())
    shown = table(
        f"{honest} honest submissions, alone and among {hostile} hostile ones, --jobs {JOBS}",
        *("what", "alone", "among hostile ones"),
        note=f"Hostile ones that never end are stopped after {TIMEOUT:g} s for each task.",
    )
    shown.add_row("seconds", f"{seconds_alone:.1f}", f"{seconds_mixed:.1f}")
    rates = (honest / seconds for seconds in (seconds_alone, seconds_mixed))
    shown.add_row("honest submissions a second", *(f"{rate:.2f}" for rate in rates))
    shown.add_row("honest grades changed, lost", "", f"{changed}, {lost}")
    shown.add_row("processes, files, descriptors left", "", f"{len(left)}")
    console.print(shown)
    for one in sorted(left):
        console.print(f"left: {one}")
    return 1 if changed or lost or left else 0


def graded(folder: Path) -> tuple[Gradebook, float]:
    """Grade a class; return its grades and the seconds that it took."""
    start = time.perf_counter()
    with Session(Settings(jobs=JOBS, isolation="strict")) as session:
        book = run([folder], COURSE, session, Options(timeout=TIMEOUT))
    return book, time.perf_counter() - start


def place_hostile(folder: Path, count: int) -> None:
    """Put hostile submissions among the honest ones, evenly spread over the cases.

    Their canaries do not exist here. The tests check for harm; this benchmark checks grades and
    leftovers.
    """
    cases = sorted(path.parent for path in HOSTILE.glob("*/expected.json"))
    chosen = cases[:: max(1, len(cases) // count)][:count]
    for number, case in enumerate(chosen):
        # By name too, they are between the honest ones, so that they are really mixed.
        target = folder / f"learner_{2 * number:03d}_hostile"
        place_case(case, target, NOWHERE)


def of_honest(book: Gradebook) -> list[LearnerResult]:
    """Return the results of the honest learners, in order."""
    return [one for one in book.learners if not one.learner.endswith("_hostile")]


def leftovers() -> set[str]:
    """Return what a run could leave behind: child processes, folders, open descriptors."""
    processes = (f"process {one.pid}" for one in psutil.Process().children(recursive=True))
    places = (Path("/dev/shm"), Path(tempfile.gettempdir()))
    found = (one for place in places if place.is_dir() for one in place.glob("grade-*"))
    folders = (str(one) for one in found if not is_of_another_run(one))
    # By their targets, not by number: listing this folder opens a descriptor itself.
    descriptors = (
        f"descriptor on {one.readlink()}"
        for one in Path("/proc/self/fd").iterdir()
        if one.is_symlink()
    )
    return set(itertools.chain(processes, folders, descriptors))


def is_of_another_run(folder: Path) -> bool:
    """Return whether a run that lives holds the lock of this folder. Those here have ended."""
    try:
        with (folder / "dl-grader.lock").open("r+b") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # It was removed meanwhile, or is no folder of a run.
        return not folder.exists()
    return False


if __name__ == "__main__":
    command(__doc__, main)
