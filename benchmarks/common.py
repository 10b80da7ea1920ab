"""Shared by the benchmarks: answers to grade, measurements with their spread, tables."""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from grader.course.known_answers import known_answers
from grader.course.load import load_course
from grader.options import Options
from grader.pipeline import run
from grader.records import ExerciseResult, Gradebook, Status
from grader.session import Session, Settings

ROOT = Path(__file__).resolve().parent.parent
COURSE = load_course()
console = Console(highlight=False)
if not console.is_terminal:
    console.width = 130


@dataclass(frozen=True)
class Answer:
    """A known answer.

    right: whether it answers all tasks of its exercise, and passes. ends: whether it ends by itself
    and never has to be stopped.
    """

    name: str
    file: Path
    exercise: str
    right: bool
    ends: bool


def answers(*exercises: str) -> list[Answer]:
    """Return the known answers to these exercises, given as numbers such as "01"; or all."""
    assert COURSE.known_answers is not None
    found = []
    for answer in known_answers(COURSE.known_answers, COURSE.names):
        if not exercises or answer.exercise[:2] in exercises:
            expected = answer.expected.tasks
            # A right answer may contain a top-level statement that never ends.
            ends = "endless" not in answer.name
            ends &= Status.TIMEOUT not in {task.status for task in expected.values()}
            right = not expected and not answer.expected.only
            found.append(Answer(answer.name, answer.file, answer.exercise, right, ends))
    return found


SOLUTIONS = tuple(
    Answer(file.stem, file, file.stem, True, True)
    for file in sorted((ROOT / "solutions").iterdir())
)


def make_class(folder: Path, chosen: Sequence[Answer], size: int) -> list[Path]:
    """Write `size` submissions of one learner each, repeating the chosen answers in turn.

    No two have the same bytes, so no two get the same seed and inputs.
    """
    files = []
    for number, answer in enumerate(itertools.islice(itertools.cycle(chosen), size)):
        name = f"{answer.exercise}{answer.file.suffix}"
        file = folder / f"learner_{number:03d}" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(_made_different(answer.file, number))
        files.append(file)
    return files


def _made_different(file: Path, number: int) -> bytes:
    content = file.read_bytes()
    try:
        notebook = json.loads(content)
    except ValueError:  # a script, whatever its name, or a notebook that is broken on purpose
        return content + f"\n# handed in as number {number}\n".encode()
    notebook.setdefault("metadata", {})["number"] = number
    return json.dumps(notebook, indent=1, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Run:
    """One run of the grader: its grades, and the seconds until the first and the last result."""

    book: Gradebook
    first: float
    total: float

    @property
    def count(self) -> int:
        """The number of submissions that were graded."""
        return len(self._graded)

    @property
    def rate(self) -> float:
        """Submissions per second after the first one was finished."""
        return (self.count - 1) / (self.total - self.first)

    @property
    def passed(self) -> int:
        """The number of submissions that passed everything."""
        return sum(one.status is Status.PASSED for one in self._graded)

    @property
    def _graded(self) -> list[ExerciseResult]:
        """The results of what was handed in."""
        exercises = (one for learner in self.book.learners for one in learner.exercises)
        return [one for one in exercises if one.file]


def grade(folder: Path, jobs: int) -> Run:
    """Grade a class in this process and its fork server, and measure the time."""
    at: list[float] = []

    @contextmanager
    def progress(_total: int) -> Iterator[Callable[[int, str], None]]:
        yield lambda done, _now: at.append(time.perf_counter()) if done else None

    start = time.perf_counter()
    with Session(Settings(jobs=jobs)) as session:
        book = run([folder], COURSE, session, Options(progress=progress))
    return Run(book, at[0] - start, at[-1] - start)


@dataclass(frozen=True)
class Series:
    """One measurement, repeated in every round."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.values)

    def over(self, other: Series) -> Series:
        """Return the ratio in each round, which changes little if the machine slows down."""
        return Series(tuple(a / b for a, b in zip(self.values, other.values, strict=True)))

    def text(self, digits: int = 2) -> str:
        """Return the median, and the smallest and largest value in brackets."""
        low, high = min(self.values), max(self.values)
        return f"{self.median:.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"


def rounds(count: int, *things: Callable[[], float]) -> list[Series]:
    """Call these functions in turn, `count` times, and return the values of each of them."""
    rows = [tuple(thing() for thing in things) for _ in range(count)]
    return [Series(column) for column in zip(*rows, strict=True)]


def at_most(value: float, limit: float, unit: str = "") -> str:
    """Say whether a target was met."""
    return _target(value <= limit, f"at most {limit:g}{unit}")


def at_least(value: float, limit: float, unit: str = "") -> str:
    """Say whether a target was met."""
    return _target(value >= limit, f"at least {limit:g}{unit}")


def _target(met: bool, target: str) -> str:
    return f"{target}: {'met' if met else '[bold red]MISSED[/]'}"


def table(title: str, *columns: str, note: str = "") -> Table:
    """Return an empty table. Its first column is for text, and the others are for numbers."""
    made = Table(title=title, title_justify="left", caption=note or None, caption_justify="left")
    for number, column in enumerate(columns):
        made.add_column(column, justify="right" if number else "left", no_wrap=not number)
    return made


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield a temporary folder and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Path(folder)


def parser(about: str | None) -> argparse.ArgumentParser:
    """Return a benchmark's argument parser, described by the first line of its docstring."""
    made = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    made.add_argument("--quick", action="store_true", help="less of everything: does it work?")
    return made


def command(about: str | None, main: Callable[[bool], int]) -> None:
    """Run a benchmark whose only option is --quick, and exit with its exit code."""
    sys.exit(main(parser(about).parse_args().quick))
