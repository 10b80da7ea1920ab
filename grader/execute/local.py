"""Grades on this machine: some workers and a trainer or more, around one fork server."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial

import numpy as np

from grader.course.exercise import Ask, Exercise
from grader.execute.collect import collect
from grader.execute.fork_server import ForkServer
from grader.execute.fresh import FreshProcesses
from grader.execute.isolation import Mode, isolate
from grader.execute.jobs import Jobs
from grader.execute.trainer import Trainers
from grader.judge.measure import measure
from grader.judge.verdict import broken, judge, settle
from grader.records import Evidence, ExerciseResult, Submission
from grader.sandbox.confinement import DEFAULT_LIMITS, Limits


@dataclass(frozen=True)
class Work:
    """A submission, its exercise, and the names of the tasks to grade."""

    exercise: Exercise
    submission: Submission
    tasks: tuple[str, ...]

    @property
    def to_run(self) -> tuple[str, ...]:
        """The tasks that reading the file does not settle."""
        tasks = ((name, self.exercise.task(name)) for name in self.tasks)
        return tuple(name for name, task in tasks if settle(task, self.submission) is None)


@dataclass(frozen=True)
class Execution:
    """How to run: seconds for each task, how many submissions at once, how confined.

    without: protections to leave out, for tests of the weaker guarantees.
    """

    timeout: float
    jobs: int
    isolation: Mode = "auto"
    limits: Limits = DEFAULT_LIMITS
    without: frozenset[str] = frozenset()


def grade_all(
    work: Sequence[Work],
    how: Execution,
    done: Callable[[], None],
    tell: Callable[[str], None],
) -> list[ExerciseResult]:
    """Grade these side by side and return their results in the same order.

    `done` is called in the calling thread as each is finished; `tell` with one line, if learner
    code is not kept from something here. TensorFlow is imported, in a process of its own, only if
    a task must run. Raises MachineError where nothing can be run, or not strictly enough.
    """
    results = [_settled(one) if not one.to_run else None for one in work]
    for result in results:
        if result is not None:
            done()
    numbers = [number for number, result in enumerate(results) if result is None]
    if numbers:
        workers = min(how.jobs, len(numbers))
        # The processes close first: that ends whatever a worker still waits for.
        with ThreadPoolExecutor(workers) as pool, start_processes(how.isolation) as processes:
            mode = how.isolation if can_fork() or how.isolation == "strict" else "off"
            isolation = isolate(processes, mode, how.limits, how.without)
            if isolation.missing and how.isolation == "auto":
                tell(f"learner code is not kept from {', '.join(isolation.missing)}")
            with contextlib.closing(Jobs(processes, isolation, how.limits)) as starting:
                grade = partial(_grade_one, starting, Trainers(starting, workers), how.timeout)
                futures = {pool.submit(grade, work[number]): number for number in numbers}
                try:
                    for future in as_completed(futures):
                        results[futures[future]] = future.result()
                        done()
                except BaseException:
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise
    return [result for result in results if result is not None]


def can_fork() -> bool:
    """Return whether forks of a process with TensorFlow in it can be relied on here."""
    return sys.platform == "linux"


def start_processes(mode: Mode) -> ForkServer | FreshProcesses:
    """Start what starts processes, by the best way there is here."""
    return ForkServer() if mode != "off" and can_fork() else FreshProcesses()


def _settled(work: Work) -> ExerciseResult:
    return judge(work.exercise, work.submission, work.tasks, {}, Evidence({}), {})


def asks_of(work: Work) -> dict[str, dict[str, Ask]]:
    """Draw what is asked of this submission, by task and ask."""
    exercise, seed = work.exercise, work.submission.seed
    return {
        # Each task draws from a generator of its own, so that --only changes no input.
        name: exercise.task(name).asks(np.random.default_rng([seed, exercise.number_of(name)]))
        for name in work.to_run
    }


def _grade_one(jobs: Jobs, trainers: Trainers, timeout: float, work: Work) -> ExerciseResult:
    exercise, submission = work.exercise, work.submission
    try:
        trainers.warm_up()
        asks = asks_of(work)
        evidence = collect(jobs, submission, asks, timeout)
        measurements = measure(evidence, asks, trainers)
        return judge(exercise, submission, work.tasks, asks, evidence, measurements)
    except Exception as error:  # noqa: BLE001  one submission must not end the others
        return broken(exercise, submission, work.tasks, f"Our fault: {error!r}"[:300])
