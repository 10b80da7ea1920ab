"""How long `grade watch` takes from a save to the verdict, for each task.

Every save changes a comment in the answer to one task, and the verdict on that task is awaited on
the pipe of `grade watch --json`. A verdict on a task that does not name it would be a mistake.
For `train`, the learner's own time is measured in the same way as in `sgd`, and taken off.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from benchmarks.common import COURSE, ROOT, Series, at_most, command, console, scratch, table
from benchmarks.sgd import cost_of, measure_train, read
from grader.pipeline import examine
from grader.sandbox.limits import DEFAULT_TIMEOUT
from grader.session import Session, Settings

GRADE = str(Path(sys.executable).with_name("grade"))
TRAINS = "train"
MOST = 0.3
"""Seconds, as a target for the median."""

QUIET = 0.5
"""Seconds without a verdict after which the next save is made."""


def main(quick: bool = False) -> int:
    """Print the table; return 1 if a task was run that the save had not changed."""
    count = 1 if quick else 7
    with scratch() as folder:
        work = folder / "work"
        work.mkdir()
        for name in COURSE.names:
            text = COURSE.solutions[name].read_text(encoding="utf-8")
            (work / f"{name}.py").write_text(text, encoding="utf-8")
        with watching(work) as watch:
            series = {
                (name, task.name): Series(tuple(watch.save(name, task.name) for _ in range(count)))
                for name in COURSE.names
                for task in COURSE.exercise(name).tasks
            }
        own = own_time(folder)
    show(series, own, count)
    for mistake in watch.mistakes:
        console.print(f"[bold red]{mistake}[/]")
    return int(bool(watch.mistakes))


class Watch:
    """A running `grade watch --json` and the verdicts that it prints."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self.mistakes: list[str] = []
        self._verdicts: queue.SimpleQueue[tuple[float, dict[str, Any]]] = queue.SimpleQueue()
        self._folder = folder
        self._saves = 0
        threading.Thread(target=self._read, args=(process.stdout,), daemon=True).start()

    def await_all(self) -> None:
        """Wait for a verdict on every task."""
        for _ in range(sum(len(exercise.tasks) for exercise in COURSE.exercises)):
            self._verdicts.get()

    def save(self, exercise: str, task: str) -> float:
        """Change the answer to a task; return the seconds from the save to the verdict."""
        self._saves += 1
        file = self._folder / f"{exercise}.py"
        lines = file.read_text(encoding="utf-8").splitlines()
        at = next(n for n, line in enumerate(lines) if line.startswith(f"def {task}("))
        lines[at] = f"{lines[at].partition('#')[0].rstrip()}  # save {self._saves}"
        text = "\n".join(lines) + "\n"
        file.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        while (found := self._verdicts.get())[1]["task"] != task:
            self._note(found[1]["task"], task, text)
        with contextlib.suppress(queue.Empty):
            while True:  # what names the changed task is run again, too
                self._note(self._verdicts.get(timeout=QUIET)[1]["task"], task, text)
        return found[0] - start

    def _note(self, other: str, task: str, text: str) -> None:
        """Note a verdict on a task that does not name the changed one."""
        body = text.partition(f"def {other}(")[2].partition("\ndef ")[0]
        if f"{task}(" not in body:
            self.mistakes.append(f"{other} was run, but {task} was saved")

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            verdict = json.loads(line)
            self._verdicts.put((time.perf_counter(), verdict))
            if verdict["status"] != "passed":
                self.mistakes.append(f"the solution of {verdict['task']} does not pass")


@contextmanager
def watching(folder: Path) -> Iterator[Watch]:
    """Run `grade watch --json` until the block ends."""
    process = subprocess.Popen(
        [GRADE, "watch", str(folder), "--json"],
        cwd=ROOT,
        env=os.environ | {"DL_GRADER_STATE": str(folder.parent / "state")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        watch = Watch(process, folder)
        watch.await_all()
        yield watch
    finally:
        process.terminate()
        process.wait()


def own_time(folder: Path) -> float:
    """Return the seconds that the calls of the solution's `train` take together."""
    apart = folder / "apart"
    apart.mkdir()
    file = apart / "03_sgd.py"
    file.write_bytes(COURSE.solutions["03_sgd"].read_bytes())
    measure_train(file)
    (submission,) = read(apart)
    with Session(Settings(at_once=True)) as session:
        examined = examine(COURSE, session.warm(), DEFAULT_TIMEOUT, submission)
    return sum(cost_of(examined.evidence).wall)


def show(series: dict[tuple[str, str], Series], own: float, count: int) -> None:
    """Print what was measured."""
    shown = table(
        f"grade watch: seconds from a save to the verdict, {count} saves of each task",
        *("task", "median (min-max)", "target"),
    )
    for (name, task), one in series.items():
        most = own + MOST if task == TRAINS else MOST
        shown.add_row(f"{name} {task}", one.text(), at_most(one.median, round(most, 2), " s"))
    every = Series(
        tuple(v for (_, task), one in series.items() if task != TRAINS for v in one.values)
    )
    shown.add_row("all without training", every.text(), at_most(every.median, MOST, " s"))
    shown.add_row("the learner's own time in train", f"{own:.2f}", "")
    console.print(shown)


if __name__ == "__main__":
    command(__doc__, main)
