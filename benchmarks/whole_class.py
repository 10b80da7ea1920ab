"""A whole class in a gradebook: rate, memory of the command, cost of keeping, regrading.

The learners' code differs, so every file is run. The second table is about the same results: what
keeping them costs, in processor seconds of the run that makes them, and how much faster they are
judged again than they were graded, after one check of the course has changed.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.classes import SUFFIX, make_whole_class
from benchmarks.classroom import processor
from benchmarks.common import (
    COURSE,
    ROOT,
    at_least,
    at_most,
    command,
    console,
    scratch,
    table,
)
from benchmarks.start import GRADE
from grader.course.course import Course
from grader.course.load import load_course
from grader.gradebook.conditions import condition_of
from grader.gradebook.keeping import Keeper
from grader.gradebook.opening import open_database
from grader.gradebook.reading import open_gradebook
from grader.gradebook.regrade import Again
from grader.graded import Graded
from grader.options import Options
from grader.pipeline import run
from grader.records import ExerciseResult, Submission
from grader.sandbox.limits import DEFAULT_LIMITS, DEFAULT_TIMEOUT, Limits
from grader.session import Session, Settings

JOBS = 2
SAMPLING = 0.2
"""Seconds between two looks at the command's memory."""

CHANGED = ("points=1", "points=2")
"""How a check of each exercise is changed."""


@dataclass(frozen=True)
class Whole:
    """One run of the command. peak: MB of resident memory of the command itself."""

    learners: int
    seconds: float
    peak: float
    size: int


@dataclass(frozen=True)
class Kept:
    """One exercise of a class: what keeping cost, and the seconds of grading and judging again."""

    exercise: str
    submissions: int
    share: float
    graded: float
    regraded: float


def main(quick: bool = False) -> int:
    """Print the tables."""
    sizes, learners = ((2, 4), 2) if quick else ((200, 2000), 60)
    with scratch() as folder:
        show_runs([whole_run(folder / str(size), size) for size in sizes])
        changed = changed_course(folder / "course")
        everyone = make_whole_class(folder / "class", learners)
        show_kept([kept(folder, everyone, name, changed) for name in COURSE.names])
    return 0


def whole_run(folder: Path, learners: int) -> Whole:
    """Grade a class with the command, and watch its memory."""
    files = make_whole_class(folder, learners)
    target = folder.with_suffix(".db")
    words = [GRADE, str(files), "--gradebook", str(target), "--quiet", "--jobs", str(JOBS)]
    start, peak = time.perf_counter(), 0.0
    with subprocess.Popen(words, cwd=ROOT) as grading:
        process = psutil.Process(grading.pid)
        while grading.poll() is None:
            peak = max(peak, process.memory_info().rss / 1e6)
            time.sleep(SAMPLING)
    if grading.returncode not in (0, 1):
        raise RuntimeError(f"the command left with {grading.returncode}")
    return Whole(learners, time.perf_counter() - start, peak, target.stat().st_size)


def show_runs(runs: list[Whole]) -> None:
    """Print the first table."""
    shown = table(
        f"All exercises, --jobs {JOBS}, start-up included",
        *("learners", "seconds", "learners a minute", "command's memory, MB", "KiB a submission"),
    )
    for one in runs:
        each = one.size / 1024 / one.learners / len(COURSE.names)
        shown.add_row(
            str(one.learners),
            f"{one.seconds:.0f}",
            f"{60 * one.learners / one.seconds:.0f}",
            f"{one.peak:.0f}",
            f"{each:.2f}",
        )
    grown = runs[-1].peak / runs[0].peak
    shown.add_row("growth", "", "", f"{grown:.2f}", at_most(each, 4, " KiB"))
    console.print(shown)


class Timed:
    """A keeper that measures the processor seconds that it takes in its callers' threads."""

    def __init__(self, keeper: Keeper) -> None:
        self.seconds = 0.0
        self._keeper = keeper

    def known(self, submissions: Sequence[Submission]) -> list[tuple[int, ExerciseResult]]:
        """Return what is known."""
        start = time.thread_time()
        found = list(self._keeper.known(submissions))
        self.seconds += time.thread_time() - start
        return found

    def alike(self, submissions: Sequence[Submission]) -> list[list[int]]:
        """Return the indexes of submissions, those that have the same content together."""
        start = time.thread_time()
        found = self._keeper.alike(submissions)
        self.seconds += time.thread_time() - start
        return found

    def tell(self, told: Mapping[str, tuple[str, ...]]) -> None:
        """Keep notes."""
        self._keeper.tell(told)

    def keep(self, graded: Graded) -> None:
        """Keep a result."""
        start = time.thread_time()
        self._keeper.keep(graded)
        self.seconds += time.thread_time() - start


def kept(folder: Path, everyone: Path, exercise: str, changed: Course) -> Kept:
    """Grade one exercise of a class, keep it, and judge it again under the changed course."""
    files, target = folder / f"class_{exercise}", folder / f"{exercise}.db"
    for home in everyone.iterdir():
        (files / home.name).mkdir(parents=True)
        shutil.copy(home / f"{exercise}{SUFFIX}", files / home.name)
    count = len(list(files.iterdir()))
    with Session(Settings(jobs=JOBS)) as session:
        run([next(files.iterdir())], COURSE, session, Options())  # starts all processes
        session.reader.start()
        share, graded = keep_class(files, target, session)
    start = time.perf_counter()
    with open_gradebook(str(target)) as opened:
        outcome = Again(opened, changed, _no_session).regrade()
    if outcome.judged != count or not outcome.moves:
        raise RuntimeError(f"{outcome.judged} of {count} submissions were judged again")
    regraded = time.perf_counter() - start
    return Kept(exercise, count, share, graded, regraded)


def keep_class(files: Path, target: Path, session: Session) -> tuple[float, float]:
    """Grade and keep a class; return the share of keeping in all processor time, and seconds."""
    database = open_database(str(target), create=True)
    condition = condition_of(COURSE, None, DEFAULT_TIMEOUT, DEFAULT_LIMITS)
    before, start = sum(processor().values()), time.perf_counter()
    with Keeper(database, COURSE, condition) as keeper:
        timed = Timed(keeper)
        book = run([files], COURSE, session, Options(keeper=timed))
        while keeper.kept < len(book.learners):
            time.sleep(SAMPLING)
        seconds = time.perf_counter() - start
        keeping = timed.seconds + writing_seconds()
    database.engine.dispose()
    return keeping / (sum(processor().values()) - before), seconds


def writing_seconds() -> float:
    """Return the processor seconds of the thread that writes the gradebook."""
    (thread,) = (one for one in threading.enumerate() if one.name == "gradebook")
    assert thread.ident is not None
    return time.clock_gettime(time.pthread_getcpuclockid(thread.ident))


def _no_session(_limits: Limits) -> Session:
    raise RuntimeError("something was to be run again, though only a check has changed")


def changed_course(folder: Path) -> Course:
    """Return a copy of the course in which one check of each exercise has other points."""
    for name in ("exercises", "solutions", "grader/lessons"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "course.toml", folder)
    for file in (folder / "grader" / "lessons").glob("[0-9]*.py"):
        file.write_text(file.read_text("utf-8").replace(*CHANGED, 1), "utf-8")
    return load_course(str(folder))


def show_kept(exercises: Sequence[Kept]) -> None:
    """Print the second table."""
    shown = table(
        "A gradebook, once started",
        *("exercise", "submissions", "keeping, of all processor time", "target"),
        *("graded, s", "judged again, s", "ratio", "target"),
    )
    for one in exercises:
        ratio = one.graded / one.regraded
        shown.add_row(
            *(one.exercise, str(one.submissions)),
            *(f"{100 * one.share:.2f} %", at_most(100 * one.share, 2, " %")),
            *(f"{one.graded:.1f}", f"{one.regraded:.2f}", f"{ratio:.1f}", at_least(ratio, 20)),
        )
    console.print(shown)


if __name__ == "__main__":
    command(__doc__, main)
