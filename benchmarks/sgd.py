"""What grading exercise 3 costs beside what the learner's own training costs.

The grader's share is the processor time of everything it starts and of itself, less start-up,
less the learner's three calls of `train`; those are measured in turn, on the same model and data.
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from benchmarks.common import (
    ROOT,
    Answer,
    Run,
    Series,
    answers,
    at_most,
    command,
    console,
    grade,
    make_class,
    rounds,
    scratch,
    table,
)
from benchmarks.learner_train import Cost, costs_of
from grader.course.find import exercise_names, load_exercise
from grader.execute.local import Work
from grader.pipeline import plan
from grader.sandbox.messages import Job, Question
from grader.submission.archive import Archives
from grader.submission.discover import discover

JOBS = 2
EARLY_STOPPING = "right_kaggle_early_stopping"

NEXT_TO_NOTHING = """import numpy as np


def measure_loss(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))
"""
"""A submission that makes the grader start all its processes, and little more."""


def main(quick: bool = False) -> int:
    """Print the table."""
    size, count = (4, 1) if quick else (20, 3)
    runs: list[Run] = []
    costs: list[list[Cost]] = []
    with scratch() as folder:
        one, everyone = folder / "one" / "learner", folder / "class"
        one.mkdir(parents=True)
        (one / "03_sgd.py").write_text(NEXT_TO_NOTHING)
        make_class(everyone, right_answers(size), size)

        def start_up() -> float:
            return processor_seconds(lambda: grade(one.parent, JOBS))

        def whole_class() -> float:
            return processor_seconds(lambda: runs.append(grade(everyone, JOBS)))

        def learners() -> float:
            costs.append(costs_of_train(everyone))
            return sum(sum(cost.cpu) for cost in costs[-1])

        start_up()  # Once unmeasured: it imports what later runs have already.
        series = rounds(count, start_up, whole_class, learners)
    if any(run.passed != size for run in runs):
        raise RuntimeError("the grader did not pass every right answer")
    show(size, runs, series, costs)
    return 0


def right_answers(size: int) -> list[Answer]:
    """Return the course's solution, the early-stopping answer, then others."""
    solution = Answer("solution", ROOT / "solutions" / "03_sgd.py", "03_sgd", True, True)
    right = [answer for answer in answers("03") if answer.right]
    return [solution, *sorted(right, key=lambda answer: answer.name != EARLY_STOPPING)][:size]


def processor_seconds(act: Callable[[], object]) -> float:
    """Do it; return the processor time of this process and of those it started and ended."""
    before = _processor_seconds()
    act()
    return _processor_seconds() - before


def _processor_seconds() -> float:
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def costs_of_train(folder: Path) -> list[Cost]:
    """Measure every learner's train, as many at a time as the grader runs."""
    exercise = load_exercise("03_sgd")
    with Archives() as archives:
        found = discover([folder], exercise_names(), archives)
        work = plan(found, {exercise.name: exercise}, (), archives)
    jobs = [job_of(one) for one in work]
    with ThreadPoolExecutor(JOBS) as pool:
        parts = list(pool.map(lambda n: costs_of(jobs[n::JOBS], str(ROOT)), range(JOBS)))
    return [parts[number % JOBS][number // JOBS] for number in range(len(jobs))]


def job_of(work: Work) -> Job:
    """Return what the grader asks of this submission."""
    exercise, submission = work.exercise, work.submission
    questions = []
    for name in work.to_run:
        rng = np.random.default_rng([submission.seed, exercise.number_of(name)])
        asks = exercise.task(name).asks(rng)
        questions += [Question(name, key, ask.call) for key, ask in asks.items()]
    return Job(
        submission.exercise,
        submission.cells,
        submission.bindings,
        tuple(questions),
        seed=submission.seed,
    )


def show(size: int, runs: list[Run], series: list[Series], costs: list[list[Cost]]) -> None:
    """Print what was measured, for each submission."""
    start_up, whole, learners = series
    parts = zip(start_up.values, whole.values, learners.values, strict=True)
    ours = Series(tuple((all_ - start - train) / size for start, all_, train in parts))
    shown = table(
        f"Exercise 3, {size} submissions, --jobs {JOBS}, {len(runs)} rounds",
        *("what", "median (min-max)", "target"),
    )
    rate = Series(tuple(run.rate for run in runs))
    shown.add_row("submissions a second, once started", rate.text(), "")
    shown.add_row("CPU s of start-up, in all", start_up.text(), "")
    own = Series(tuple(train / size for train in learners.values))
    shown.add_row("CPU s of the learner's three trains, each submission", own.text(3), "")
    shown.add_row(
        "CPU s of the grader itself, each submission", ours.text(3), at_most(ours.median, 0.25)
    )
    shown.add_row("grader's share over learner's", ours.over(own).text(3), "")
    for number, name in enumerate(("solutions/03_sgd.py", EARLY_STOPPING)):
        first = Series(tuple(of_round[number].wall[0] for of_round in costs))
        first_cpu = Series(tuple(of_round[number].cpu[0] for of_round in costs))
        three = Series(tuple(sum(of_round[number].wall) for of_round in costs))
        shown.add_row(f"{name}: s of its first train", first.text(), "about 1 s")
        shown.add_row("  CPU s of its first train", first_cpu.text(), "")
        shown.add_row("  s of all three", three.text(), "")
    console.print(shown)


if __name__ == "__main__":
    command(__doc__, main)
