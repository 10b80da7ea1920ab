"""What a submission costs in imports of TensorFlow, and a learner in processor seconds.

Start-up is apart: the session, its reader and its trainer have graded some submissions of each
exercise before a measurement begins. What is measured is finding, reading, running, measuring and
judging. The first table has right and wrong answers, and each round begins with a bare
`import tensorflow`, since both slow down alike on a busy machine. The second table has right
answers only. It compares them with their own code, run once in one process without the grader.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.bare import bare_seconds, job_of
from benchmarks.common import (
    COURSE,
    ROOT,
    Answer,
    Series,
    answers,
    at_most,
    command,
    console,
    make_class,
    scratch,
    table,
)
from benchmarks.start import YARDSTICK, seconds
from grader.pipeline import grade
from grader.records import ExerciseResult, Status, Submission
from grader.session import Session, Settings
from grader.submission.archive import Archives
from grader.submission.discover import discover
from grader.submission.read import read_all

JOBS = 2
FIRST = 4
"""Submissions of each exercise that are graded before the measurement."""

PARTS = ("learners' processes", "fork servers", "trainer", "command", "reader")


@dataclass(frozen=True)
class Time:
    """Wall-clock seconds and processor seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Cost:
    """Processor seconds of one submission, on average: by part, and of its own code alone."""

    parts: dict[str, float]
    bare: float

    @property
    def total(self) -> float:
        """The processor seconds of all parts."""
        return sum(self.parts.values())


def main(quick: bool = False) -> int:
    """Print the tables."""
    size, learners, (first, second) = (6, 2, (1, 1)) if quick else (40, 8, (5, 2))
    show_imports(size, times(size, first))
    show_costs(learners, *costs(learners, second))
    return 0


def times(size: int, count: int) -> list[tuple[Time, ...]]:
    """Return the times of an import, and of a submission of exercise 1, 2 and either, by round."""
    made = []
    with scratch() as folder, Session(Settings(jobs=JOBS)) as session:
        classes = [written(folder, number, mixture(number, size)) for number in ("01", "02")]
        warm_up(session, folder, ("01", "02"))
        seconds(YARDSTICK)  # Once without measuring, to bring the files into the page cache.
        for _ in range(count):
            bare = import_tensorflow()
            one, two = (graded_time(session, each, size) for each in classes)
            either = Time((one.wall + two.wall) / 2, (one.cpu + two.cpu) / 2)
            made.append((bare, one, two, either))
    return made


def show_imports(size: int, made: Sequence[tuple[Time, ...]]) -> None:
    """Print the first table."""
    shown = table(
        f"A submission, once started: {size} of each exercise, --jobs {JOBS}, {len(made)} rounds",
        *("what", "ms (min-max)", "imports of TensorFlow", "target"),
        note=f"CPU: the processor time of all processes, divided by {JOBS} for a submission. It "
        "tells more on a busy machine.",
    )
    bare, *submissions = zip(*made, strict=True)
    kinds: tuple[tuple[str, Callable[[Time], float]], ...] = (
        ("", lambda one: one.wall),
        (", CPU", lambda one: one.cpu),
    )
    for suffix, of in kinds:
        yardstick = milliseconds(bare, of)
        for name, column in zip(("exercise 1", "exercise 2", "either"), submissions, strict=True):
            each = milliseconds(column, of)
            ratio = each.over(yardstick)
            target = "" if name != "either" or suffix else at_most(ratio.median, 0.018)
            shown.add_row(name + suffix, each.text(0), ratio.text(4), target)
        shown.add_row(f"import tensorflow{suffix}", yardstick.text(0), "", "")
    console.print(shown)


def milliseconds(column: Sequence[Time], of: Callable[[Time], float]) -> Series:
    """Return the milliseconds of each round."""
    return Series(tuple(1000 * of(one) for one in column))


def costs(learners: int, count: int) -> tuple[list[list[Cost]], float]:
    """Return the costs of each exercise, by round, and the processor seconds of the start-up."""
    numbers = ("01", "02", "03")
    own = sum(processor().values())
    with scratch() as folder, Session(Settings(jobs=JOBS)) as session:
        classes = [written(folder, number, right(number, learners)) for number in numbers]
        warm_up(session, folder, numbers)
        start_up = sum(processor().values()) - own
        bare = [bare_cost(session, one) for one in classes]
        made = [
            [Cost(parts(session, one), alone) for one, alone in zip(classes, bare, strict=True)]
            for _ in range(count)
        ]
    return made, start_up


def show_costs(learners: int, made: Sequence[Sequence[Cost]], start_up: float) -> None:
    """Print the second table."""
    shown = table(
        f"CPU s, once started: {learners} learners, --jobs {JOBS}, {len(made)} rounds",
        *("what", "exercise 1", "exercise 2", "exercise 3", "a learner (min-max)"),
        note=f"Start-up and the first {FIRST} of each exercise: {start_up:.1f} s.",
    )
    for part in PARTS:
        shown.add_row(part, *row(made, lambda one, part=part: one.parts[part]))
    shown.add_row("all", *row(made, lambda one: one.total))
    shown.add_row("the same code in one process", *row(made, lambda one: one.bare))
    shown.add_row("all but that", *row(made, lambda one: one.total - one.bare))
    console.print(shown)


def row(made: Sequence[Sequence[Cost]], of: Callable[[Cost], float]) -> list[str]:
    """Return the median of each exercise, and the median and spread of all three together."""
    columns = [Series(tuple(map(of, column))) for column in zip(*made, strict=True)]
    together = Series(tuple(sum(map(of, one)) for one in made))
    return [*(f"{column.median:.3f}" for column in columns), together.text(3)]


def mixture(number: str, size: int) -> list[Answer]:
    """Return right and wrong known answers, and the solution in place of every fourth."""
    known = [one for one in answers(number) if one.ends]
    return with_solution(number, [known[index * len(known) // size] for index in range(size)], 4)


def right(number: str, size: int) -> list[Answer]:
    """Return right known answers to all tasks, and the solution in place of every second."""
    known = [one for one in answers(number) if one.right and one.ends and one.file.suffix == ".py"]
    return with_solution(number, [known[index * len(known) // size] for index in range(size)], 2)


def with_solution(number: str, chosen: Sequence[Answer], every: int) -> list[Answer]:
    """Replace some answers by the course's own."""
    (file,) = (ROOT / "solutions").glob(f"{number}*.py")
    solution = Answer("solution", file, file.stem, True, True)
    return [one if index % every else solution for index, one in enumerate(chosen)]


def written(folder: Path, name: str, chosen: Sequence[Answer]) -> Path:
    """Write a class into a folder of its own and return the folder."""
    make_class(folder / name, chosen, len(chosen))
    return folder / name


def warm_up(session: Session, folder: Path, numbers: Sequence[str]) -> None:
    """Start all processes of a session, and grade some submissions."""
    session.reader.start()
    for number in numbers:
        graded(session, written(folder, f"first_{number}", right(number, FIRST)))


def graded(session: Session, folder: Path) -> tuple[list[Submission], list[ExerciseResult]]:
    """Find, read, run, measure and judge a class."""
    submissions = read(session, folder)
    return submissions, grade(submissions, COURSE, session)


def read(session: Session, folder: Path) -> list[Submission]:
    """Find and read a class. The reader keeps running."""
    with Archives() as archives:
        found = discover([folder], COURSE.names, archives).found
        return read_all(found, COURSE, (), archives, session.reader)


def graded_time(session: Session, folder: Path, size: int) -> Time:
    """Grade a class; return the time of one submission, and its processor seconds on each core."""
    start, cpu = time.perf_counter(), sum(processor().values())
    graded(session, folder)
    taken = sum(processor().values()) - cpu
    return Time((time.perf_counter() - start) / size, taken / size / JOBS)


def import_tensorflow() -> Time:
    """Return the time of a bare import in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = seconds(YARDSTICK)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Time(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def parts(session: Session, folder: Path) -> dict[str, float]:
    """Grade a class of right answers; return the processor seconds of one submission."""
    before = processor()
    submissions, results = graded(session, folder)
    after = processor()
    pairs = zip(submissions, results, strict=True)
    failed = [str(one.file) for one, result in pairs if result.status is not Status.PASSED]
    if failed:
        raise RuntimeError(f"the grader did not pass {failed}")
    return {part: (after[part] - before[part]) / len(submissions) for part in PARTS}


def bare_cost(session: Session, folder: Path) -> float:
    """Return the processor seconds of one submission if a class runs without the grader."""
    jobs = [
        job_of(one, [q.call for task in COURSE.questions(one).values() for q in task.values()])
        for one in read(session, folder)
    ]
    return sum(bare_seconds(jobs)) / len(jobs)


def processor() -> dict[str, float]:
    """Return the processor seconds so far of this process and of those in a session, by part.

    Learners' processes have ended, so a fork server has their sum. The trainer is the only child of
    one that has had no children. (One that is replaced, after some hundred requests, counts as a
    learner's process.)
    """
    own = psutil.Process()
    taken = dict.fromkeys(PARTS, 0.0)
    times = own.cpu_times()
    taken["command"] = times.user + times.system
    for child in own.children():
        children = child.children(recursive=True)
        for process in (child, *children):
            times = process.cpu_times()
            ended = times.children_user + times.children_system
            role = "fork servers" if process is child or ended else "trainer"
            taken[role if children else "reader"] += times.user + times.system
            taken["learners' processes"] += ended
    return taken


if __name__ == "__main__":
    command(__doc__, main)
