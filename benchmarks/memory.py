"""Memory of the command, the fork server and the trainers while a large class is graded.

Resident memory is all memory of a process. Private memory is the part that no other process shares
at that moment, so the fork server has more of it while few learners' processes run. Written memory
is the part that the process or its parent ever wrote to, shared or not. A leak shows there.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from benchmarks.common import ROOT, answers, command, console, make_class, scratch, table

JOBS = 2
WRONG = 12
"""The number of wrong answers among those that the class repeats."""

TRAINER_AGE = 3.0
"""Seconds. A child of the fork server that is older is not a learner's process."""

# Waits at each milestone until its memory was measured, so that it does not end too early.
_PROGRAM = """
import sys
from contextlib import contextmanager
from pathlib import Path
from grader.course.load import load_course
from grader.options import Options
from grader.pipeline import run
from grader.session import Session, Settings

@contextmanager
def progress(total):
    at_first = []
    def advance(done, now):
        # Exercises that nobody handed in are done at once.
        at_first.append(done)
        run = done - at_first[0]
        if run and run % int(sys.argv[3]) == 0:
            print(run, flush=True)
            sys.stdin.readline()
    yield advance

with Session(Settings(jobs=int(sys.argv[2]))) as session:
    run([Path(sys.argv[1])], load_course(), session, Options(progress=progress))
"""


@dataclass(frozen=True)
class Memory:
    """The memory of some processes together, in MB (millions of bytes)."""

    resident: float
    private: float
    written: float
    processes: int


@dataclass(frozen=True)
class Sample:
    """The memory of each part of the grader after `done` submissions."""

    done: int
    parts: dict[str, Memory]


def main(quick: bool = False) -> int:
    """Print the tables."""
    size, step, start = (60, 20, 20) if quick else (500, 50, 100)
    known = [answer for answer in answers("01", "02") if answer.ends]
    wrong = [answer for answer in known if not answer.right]
    few = wrong[:: len(wrong) // WRONG][:WRONG]
    with scratch() as folder:
        make_class(folder, [*(answer for answer in known if answer.right), *few], size)
        samples = samples_of_run(folder, step)
    show(samples, start)
    return 0


def samples_of_run(folder: Path, step: int) -> list[Sample]:
    """Grade the class in a process of its own; measure after every `step` submissions."""
    words = [sys.executable, "-c", _PROGRAM, str(folder), str(JOBS), str(step)]
    samples = []
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for line in program.stdout:
            samples.append(Sample(int(line), parts_of(program.pid)))
            _go_on(program.stdin)
    if program.returncode != 0:
        raise RuntimeError(f"the run left with {program.returncode}")
    return samples


def _go_on(stdin: IO[str]) -> None:
    stdin.write("\n")
    stdin.flush()


def parts_of(pid: int) -> dict[str, Memory]:
    """Find the grader's own long-lived processes and measure them."""
    main_process = psutil.Process(pid)
    servers = [p for p in main_process.children() if "grader.sandbox" in " ".join(p.cmdline())]
    return {
        "command": measured([pid]),
        "fork server": measured([server.pid for server in servers]),
        "trainers": measured([trainer for server in servers for trainer in trainers_of(server)]),
    }


def trainers_of(server: psutil.Process, patience: float = TRAINER_AGE + 2.0) -> list[int]:
    """Return the server's descendants that are too old to be a learner's process.

    Waits for a trainer that was just replaced.
    """
    end = time.monotonic() + patience
    while True:
        old = [
            process.pid
            for process in server.children(recursive=True)
            if time.time() - process.create_time() > TRAINER_AGE
        ]
        if old or time.monotonic() > end:
            return old
        time.sleep(0.1)


def measured(pids: list[int]) -> Memory:
    """Add up the memory of these processes, as the kernel reports it."""
    totals: Counter[str] = Counter()
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
            name, kilobytes, *_ = line.split()
            totals[name.rstrip(":")] += int(kilobytes) * 1024
    private = totals["Private_Clean"] + totals["Private_Dirty"]
    return Memory(totals["Rss"] / 1e6, private / 1e6, totals["Anonymous"] / 1e6, len(pids))


def show(samples: list[Sample], start: int) -> None:
    """Print the memory of each part, then how much it grew."""
    names = list(samples[0].parts)
    shown = table("Memory, MB, resident / private / written", "submissions", *names)
    for sample in samples:
        shown.add_row(str(sample.done), *map(_text, sample.parts.values()))
    console.print(shown)
    first = next(sample for sample in samples if sample.done == start)
    last = samples[-1]
    grown = table(
        f"Growth from {first.done} to {last.done} submissions",
        *("what", "resident MB", "private MB", "written MB", "written kB each submission"),
    )
    for name in names:
        before, after = first.parts[name], last.parts[name]
        written = after.written - before.written
        grown.add_row(
            name,
            f"{after.resident - before.resident:+.1f}",
            f"{after.private - before.private:+.1f}",
            f"{written:+.1f}",
            f"{written * 1000 / (last.done - first.done):+.1f}",
        )
    console.print(grown)


def _text(part: Memory) -> str:
    several = "" if part.processes == 1 else f" ({part.processes} processes)"
    return f"{part.resident:.0f} / {part.private:.1f} / {part.written:.1f}{several}"


if __name__ == "__main__":
    command(__doc__, main)
