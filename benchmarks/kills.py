"""Whether a gradebook loses or doubles anything when what writes it is killed at random moments.

First the whole command is killed, and started again until it comes to its end. Then only what
writes a gradebook is killed, many times, while it writes results that were graded before. After
each kill the gradebook must be whole, hold all that was in it before, and hold nothing twice. At
the end it must be equal to one that was written without a kill.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import psutil
from sqlalchemy import func, select, text

from benchmarks.classes import make_whole_class
from benchmarks.common import COURSE, ROOT, command, console, scratch, table
from benchmarks.start import GRADE
from grader.gradebook.conditions import condition_of
from grader.gradebook.keeping import Keeper
from grader.gradebook.opening import open_database
from grader.gradebook.reading import open_gradebook
from grader.gradebook.schema import SUBMISSIONS, VERDICTS
from grader.graded import Graded
from grader.options import Options
from grader.pipeline import run
from grader.records import ExerciseResult, Submission
from grader.report.json_file import to_json
from grader.report.presenter import present
from grader.sandbox.limits import DEFAULT_LIMITS, DEFAULT_TIMEOUT
from grader.session import Session, Settings

LATEST = 15.0
"""Seconds after which a command is killed at the latest; most of them are its start."""

LATEST_WRITE = 0.7
"""Seconds after which a writer is killed at the latest."""


COPIES = 20
"""How many times the recorded results are written, each time as those of other learners."""


@dataclass(frozen=True)
class Counts:
    """What a gradebook holds."""

    submissions: int
    verdicts: int


NOTHING = Counts(0, 0)


@dataclass
class Tally:
    """The kills so far, and what was found wrong."""

    kills: int = 0
    ends: int = 0
    faults: list[str] = field(default_factory=list)


def main(quick: bool = False) -> int:
    """Print the table; return 1 if anything was lost, doubled or damaged."""
    commands, writers, learners = (2, 20, 2) if quick else (50, 950, 8)
    seed = random.SystemRandom().randrange(2**32)
    chance = random.Random(seed)
    with scratch() as folder:
        files = make_whole_class(folder / "class", learners)
        whole, recorded = graded_once(files)
        of_commands = kill_commands(folder, files, whole, commands, chance)
        of_writers = kill_writers(folder, recorded, writers, chance)
    shown = table(
        f"Killed at random moments (seed {seed})", "what", "kills", "came to an end", "faults"
    )
    for name, tally in (("the command", of_commands), ("the writer", of_writers)):
        shown.add_row(name, *map(str, (tally.kills, tally.ends, len(tally.faults))))
    console.print(shown)
    for fault in (*of_commands.faults, *of_writers.faults)[:10]:
        console.print(fault, markup=False)
    return 1 if of_commands.faults or of_writers.faults else 0


def graded_once(files: Path) -> tuple[str, list[Graded]]:
    """Grade a class without a kill; return its JSON from a gradebook, and what was kept."""
    recorder = Recorder()
    with Session(Settings()) as session:
        run([files], COURSE, session, Options(keeper=recorder))
    target = files.parent / "whole.db"
    write(target, recorder.kept)
    return document(target), recorder.kept


class Recorder:
    """Knows nothing, and keeps results in a list."""

    def __init__(self) -> None:
        self.kept: list[Graded] = []

    def known(self, _submissions: Sequence[Submission]) -> dict[int, ExerciseResult]:
        """Return nothing."""
        return {}

    def alike(self, submissions: Sequence[Submission]) -> list[list[int]]:
        """Return each on its own."""
        return [[index] for index in range(len(submissions))]

    def tell(self, told: Mapping[str, tuple[str, ...]]) -> None:
        """Forget notes."""

    def keep(self, graded: Graded) -> None:
        """Keep a result."""
        self.kept.append(graded)


def kill_commands(
    folder: Path, files: Path, whole: str, kills: int, chance: random.Random
) -> Tally:
    """Kill the command, go on, and compare each gradebook that comes to its end."""
    tally = Tally()
    while tally.kills < kills:
        target = folder / f"command_{tally.ends}.db"
        before = NOTHING
        while not ends(target, files, None if tally.kills >= kills else chance):
            tally.kills += 1
            before = require_whole(target, before, tally)
        tally.ends += 1
        require_equal(target, whole, tally)
    return tally


def ends(target: Path, files: Path, chance: random.Random | None) -> bool:
    """Run the command; kill it at a random moment, if there is a chance. Return whether it ended.

    Raises RuntimeError if it fails.
    """
    words = [GRADE, str(files), "--gradebook", str(target), "--quiet"]
    command = subprocess.Popen(words, cwd=ROOT)
    try:
        code = command.wait(None if chance is None else chance.uniform(0, LATEST))
    except subprocess.TimeoutExpired:
        command.kill()
        command.wait()
        return False
    if code not in (0, 1):
        raise RuntimeError(f"the command left with {code}")
    return True


def kill_writers(
    folder: Path, recorded: Sequence[Graded], kills: int, chance: random.Random
) -> Tally:
    """Kill what writes recorded results, go on, and compare each gradebook that is complete."""
    tally = Tally()
    everything = [one for number in range(COPIES) for one in made_different(recorded, number)]
    whole_target = folder / "writer_whole.db"
    write(whole_target, everything)
    whole = document(whole_target)
    while tally.kills < kills:
        target = folder / f"writer_{tally.ends}.db"
        before = NOTHING
        order = chance.sample(everything, len(everything))
        while not ends_writing(target, order, chance.uniform(0, LATEST_WRITE)):
            tally.kills += 1
            before = require_whole(target, before, tally)
            if tally.kills >= kills:
                write(target, order)
                break
        tally.ends += 1
        require_equal(target, whole, tally)
    return tally


def made_different(recorded: Sequence[Graded], number: int) -> Iterator[Graded]:
    """Return the results as those of other learners with other code."""
    for graded in recorded:
        learner = f"{graded.submission.learner}_{number}"
        cells = tuple(
            msgspec.structs.replace(cell, source=f"{cell.source}\n# {number}")
            for cell in graded.submission.cells
        )
        other = msgspec.structs.replace(graded.submission, learner=learner, cells=cells)
        yield Graded(other, graded.result, graded.examined, graded.replies)


def ends_writing(target: Path, recorded: Sequence[Graded], seconds: float) -> bool:
    """Write in a process of its own, and kill it after some seconds. Return whether it ended."""
    child = os.fork()
    if not child:
        leave_after(lambda: write(target, recorded, pause=LATEST_WRITE / len(recorded)))
    try:
        code = psutil.Process(child).wait(seconds)
    except psutil.TimeoutExpired:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return False
    if code:
        raise RuntimeError(f"the writer left with {code}")
    return True


def leave_after(work: Callable[[], None]) -> None:
    """Do this in a process that was forked, and end it."""
    code = 1
    try:
        work()
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def write(target: Path, recorded: Sequence[Graded], pause: float = 0.0) -> None:
    """Keep these results, those that the gradebook knows not again. pause: seconds after each."""
    database = open_database(str(target), create=True)
    condition = condition_of(COURSE, None, DEFAULT_TIMEOUT, DEFAULT_LIMITS)
    with Keeper(database, COURSE, condition) as keeper:
        known = dict(keeper.known([one.submission for one in recorded]))
        for index, one in enumerate(recorded):
            if index not in known:
                keeper.keep(one)
                time.sleep(pause)
    database.engine.dispose()


def require_whole(target: Path, before: Counts, tally: Tally) -> Counts:
    """Look for damage, for what was lost since the last look, and for what is there twice."""
    if not target.exists():
        return before
    database = open_database(str(target), create=True)
    with database.reading() as connection:
        said = connection.execute(text("PRAGMA integrity_check")).scalar()
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        now = Counts(
            *(
                connection.execute(select(func.count()).select_from(one)).scalar() or 0
                for one in (SUBMISSIONS, VERDICTS)
            )
        )
        pairs = connection.execute(select(SUBMISSIONS.c.learner_id, SUBMISSIONS.c.exercise)).all()
    database.engine.dispose()
    if said != "ok" or broken:
        tally.faults.append(f"kill {tally.kills}: damaged: {said} {broken}")
    if now.submissions < before.submissions or now.verdicts < before.verdicts:
        tally.faults.append(f"kill {tally.kills}: lost: {before} became {now}")
    if len(set(pairs)) != len(pairs):
        tally.faults.append(f"kill {tally.kills}: {len(pairs) - len(set(pairs))} are there twice")
    return now


def require_equal(target: Path, whole: str, tally: Tally) -> None:
    """Compare a gradebook with one that was written without a kill."""
    if document(target) != whole:
        tally.faults.append(f"after {tally.kills} kills: the gradebook differs")


def document(target: Path) -> str:
    """Return the report of a gradebook as JSON."""
    with open_gradebook(str(target)) as opened:
        return to_json(present(opened.gradebook(COURSE), hints=1))


if __name__ == "__main__":
    command(__doc__, main)
