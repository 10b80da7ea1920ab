"""The cost of grading exercise 3, compared with the cost of the learner's own training.

Both are measured in the same run. Every `train` is wrapped so that it prints the time that it took.
The grader's own time is the rest of the processor time of the learners' processes, the fork server,
the trainers and the command. One submission is graded before the measurement. It pays for what
happens once in a run, such as compiling the trainer's steps. The table lists this start-up apart.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

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
from grader.judge.verdict import judge
from grader.processes.collect import collect
from grader.processes.environment import own_paths
from grader.records import Evidence, ExerciseResult, Status, Submission
from grader.sandbox.limits import DEFAULT_TIMEOUT
from grader.session import Session, Settings
from grader.submission.archive import Archives
from grader.submission.discover import discover
from grader.submission.read import read_all
from grader.submission.reader import Reader
from grader.trainer.measure import measure

JOBS = 2
EARLY_STOPPING = "03_sgd/right/kaggle_early_stopping"

MEASURED = """
_train_itself = train


def train(model, x, y):
    import contextlib, io, time
    start, cpu = time.perf_counter(), time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        losses = _train_itself(model, x, y)
    print(time.perf_counter() - start, time.process_time() - cpu)
    return losses
"""


@dataclass(frozen=True)
class Cost:
    """Wall-clock seconds and processor seconds for each call of one learner's `train`."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]


@dataclass(frozen=True)
class Round:
    """One graded class: the costs of the learners, and the seconds for the whole class.

    start_up: processor time until the first submission was graded, without its calls of `train`.
    """

    start_up: float
    learners: tuple[Cost, ...]
    cpu: float
    wall: float

    @property
    def learners_cpu(self) -> float:
        """Processor time of one learner's calls of `train`, on average."""
        return sum(sum(cost.cpu) for cost in self.learners) / len(self.learners)

    @property
    def own_cpu(self) -> float:
        """The grader's own processor time for one submission, on average."""
        return self.cpu / len(self.learners) - self.learners_cpu


def main(quick: bool = False) -> int:
    """Print the table."""
    size, count = (4, 1) if quick else (20, 3)
    with scratch() as folder:
        first = make_class(folder / "first", right_answers(1), 1)
        for file in [*first, *make_class(folder / "class", right_answers(size), size)]:
            measure_train(file)
        (one,), everyone = (read(folder / name) for name in ("first", "class"))
        rounds = [graded(one, everyone) for _ in range(count)]
    show(rounds)
    return 0


def right_answers(size: int) -> list[Answer]:
    """Return the course's solution, the early-stopping answer, then others."""
    solution = Answer("solution", ROOT / "solutions" / "03_sgd.py", "03_sgd", True, True)
    right = [answer for answer in answers("03") if answer.right]
    return [solution, *sorted(right, key=lambda answer: answer.name != EARLY_STOPPING)][:size]


def measure_train(file: Path) -> None:
    """Append code to a submission that makes its `train` print the time of each call."""
    if file.suffix == ".py":
        file.write_text(file.read_text(encoding="utf-8") + MEASURED, encoding="utf-8")
    else:
        notebook = json.loads(file.read_bytes())
        cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": MEASURED}
        notebook["cells"].append(cell | {"execution_count": None, "id": "measured"})
        file.write_text(json.dumps(notebook), encoding="utf-8")


def read(folder: Path) -> Sequence[Submission]:
    """Read a class."""
    with Archives() as archives, Reader(own_paths()) as reader:
        found = discover([folder], COURSE.names, archives).found
        return read_all(found, COURSE, (), archives, reader)


def graded(first: Submission, everyone: Sequence[Submission]) -> Round:
    """Grade the class as `grade` does, and measure the time of every process."""
    own = processor_seconds()
    with Session(Settings(jobs=JOBS)) as session:
        warm = session.warm()

        def grade(submission: Submission) -> tuple[ExerciseResult, Evidence]:
            questions = COURSE.questions(submission)
            evidence = collect(warm.launcher, submission, questions, DEFAULT_TIMEOUT)
            seen = measure(warm.trainers, questions, evidence)
            return judge(COURSE, submission, questions, evidence, seen), evidence

        _, evidence = grade(first)
        cpu, wall = processor_seconds(), time.perf_counter()
        start_up = cpu - own - sum(cost_of(evidence).cpu)
        done = [result for _, result in session.map(grade, everyone)]
        wall, cpu = time.perf_counter() - wall, processor_seconds() - cpu
    if any(result.status is not Status.PASSED for result, _ in done):
        raise RuntimeError("the grader did not pass every right answer")
    return Round(start_up, tuple(cost_of(evidence) for _, evidence in done), cpu, wall)


def processor_seconds() -> float:
    """Return the processor time of this process, the fork server and its children so far."""
    own = psutil.Process().cpu_times()
    total = own.user + own.system
    for process in psutil.Process().children(recursive=True):
        times = process.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


def cost_of(evidence: Evidence) -> Cost:
    """Return the cost that `train` printed."""
    (outcome,) = evidence.outcomes["train"].values()
    wall, cpu = zip(*(map(float, one.printed.split()) for one in outcome.returns), strict=True)
    return Cost(wall, cpu)


def show(rounds: Sequence[Round]) -> None:
    """Print what was measured, for each submission."""
    size = len(rounds[0].learners)
    shown = table(
        f"Exercise 3, {size} submissions, --jobs {JOBS}, {len(rounds)} rounds",
        *("for each submission", "median (min-max)", "target"),
    )
    ours = Series(tuple(one.own_cpu for one in rounds))
    learners = Series(tuple(one.learners_cpu for one in rounds))
    start_up = Series(tuple(one.start_up for one in rounds))
    rate = Series(tuple(size / one.wall for one in rounds))
    shown.add_row("submissions a second, once started", rate.text(), "")
    shown.add_row("CPU s of start-up, once in a run", start_up.text(), "")
    shown.add_row("CPU s of the learner's trains", learners.text(3), "")
    shown.add_row("CPU s of the grader itself", ours.text(3), at_most(ours.median, 0.25))
    shown.add_row("grader's share over learner's", ours.over(learners).text(3), "")
    for number, name in enumerate(("solutions/03_sgd.py", EARLY_STOPPING)):
        costs = [one.learners[number] for one in rounds]
        first = Series(tuple(cost.wall[0] for cost in costs))
        three = Series(tuple(sum(cost.wall) for cost in costs))
        shown.add_row(f"{name}: s of its first train", first.text(), "about 1 s")
        shown.add_row("  s of all its trains", three.text(), "")
    console.print(shown)


if __name__ == "__main__":
    command(__doc__, main)
