"""What the benchmarks share: answers to grade, figures with their spread, tables."""

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
from grader.pipeline import Options, run
from grader.records import Gradebook, Status
from grader.session import Session, Settings

ROOT = Path(__file__).resolve().parent.parent
COURSE = load_course()
console = Console(highlight=False)
if not console.is_terminal:
    console.width = 130


@dataclass(frozen=True)
class Answer:
    """A known answer. ends: whether it never has to be stopped."""

    name: str
    file: Path
    exercise: str
    right: bool
    ends: bool


def answers(*exercises: str) -> list[Answer]:
    """Return the known answers to these exercises (given by number, "01"; none: all), by name."""
    assert COURSE.known_answers is not None
    found = []
    for answer in known_answers(COURSE.known_answers, COURSE.names):
        if not exercises or answer.exercise[:2] in exercises:
            expected = answer.expected.tasks
            # A right answer may contain a top-level statement that never ends.
            ends = "endless" not in answer.name
            ends &= Status.TIMEOUT not in {task.status for task in expected.values()}
            found.append(Answer(answer.name, answer.file, answer.exercise, not expected, ends))
    return found


def make_class(folder: Path, chosen: Sequence[Answer], size: int) -> list[Path]:
    """Write `size` submissions, one learner each, going round the chosen answers.

    No two are the same bytes, so no two get the same seed and inputs.
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
    if file.suffix == ".py":
        return content + f"\n# handed in as number {number}\n".encode()
    notebook = json.loads(content)
    notebook["metadata"]["number"] = number
    return json.dumps(notebook, indent=1, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Run:
    """One run of the grader: its grades, seconds to the first result and to the last."""

    book: Gradebook
    first: float
    total: float

    @property
    def count(self) -> int:
        """How many submissions were graded."""
        return sum(len(learner.exercises) for learner in self.book.learners)

    @property
    def rate(self) -> float:
        """Submissions per second once the first was done."""
        return (self.count - 1) / (self.total - self.first)

    @property
    def passed(self) -> int:
        """How many submissions passed everything."""
        exercises = [one for learner in self.book.learners for one in learner.exercises]
        return sum(one.status is Status.PASSED for one in exercises)


def grade(folder: Path, jobs: int) -> Run:
    """Grade a class in this process and its fork server, with the clock running."""
    at: list[float] = []

    @contextmanager
    def progress(_total: int) -> Iterator[Callable[[int], None]]:
        yield lambda done: at.append(time.perf_counter()) if done else None

    start = time.perf_counter()
    with Session(Settings(jobs=jobs)) as session:
        book = run([folder], COURSE, session, Options(progress=progress))
    return Run(book, at[0] - start, at[-1] - start)


@dataclass(frozen=True)
class Series:
    """The same thing measured in every round."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    def over(self, other: Series) -> Series:
        """Return the ratio of each round, which a machine that slows down leaves alone."""
        return Series(tuple(a / b for a, b in zip(self.values, other.values, strict=True)))

    def text(self, digits: int = 2) -> str:
        """Return the median, and the spread in brackets."""
        low, high = min(self.values), max(self.values)
        return f"{self.median:.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"


def rounds(count: int, *things: Callable[[], float]) -> list[Series]:
    """Do these in turn, `count` times, and return what each of them gave."""
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
    """Start a table whose first column is words and whose others are figures."""
    made = Table(title=title, title_justify="left", caption=note or None, caption_justify="left")
    for number, column in enumerate(columns):
        made.add_column(column, justify="right" if number else "left", no_wrap=not number)
    return made


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Path(folder)


def parser(about: str | None) -> argparse.ArgumentParser:
    """Start a benchmark's command line from its module's docstring."""
    made = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    made.add_argument("--quick", action="store_true", help="less of everything: does it work?")
    return made


def command(about: str | None, main: Callable[[bool], int]) -> None:
    """Run a benchmark that takes nothing but --quick, and leave with its exit code."""
    sys.exit(main(parser(about).parse_args().quick))
