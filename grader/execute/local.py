"""Grades on this machine: some workers, each with a trainer of its own, around one fork server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial

import numpy as np

from grader.course.exercise import Exercise
from grader.errors import MachineError
from grader.execute.collect import collect
from grader.execute.processes import ForkServer
from grader.execute.trainer import Trainers
from grader.judge.measure import measure
from grader.judge.verdict import broken, judge, settle
from grader.records import Evidence, ExerciseResult, Submission


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


def grade_all(
    work: Sequence[Work], *, timeout: float, jobs: int, done: Callable[[], None]
) -> list[ExerciseResult]:
    """Grade these side by side and return their results in the same order.

    timeout: seconds for each task. jobs: how many at once. `done` is called in the calling thread
    as each is finished. TensorFlow is imported, in a process of its own, only if a task must run.
    """
    results = [_settled(one) if not one.to_run else None for one in work]
    for result in results:
        if result is not None:
            done()
    numbers = [number for number, result in enumerate(results) if result is None]
    if numbers:
        workers = min(jobs, len(numbers))
        # The server closes first: that ends whatever a worker still waits for.
        with ThreadPoolExecutor(workers) as pool, ForkServer() as server:
            grade = partial(_grade_one, server, Trainers(server, workers), timeout)
            futures = {pool.submit(grade, work[number]): number for number in numbers}
            try:
                for future in as_completed(futures):
                    results[futures[future]] = future.result()
                    done()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    return [result for result in results if result is not None]


def _settled(work: Work) -> ExerciseResult:
    return judge(work.exercise, work.submission, work.tasks, {}, Evidence({}), {})


def _grade_one(
    server: ForkServer, trainers: Trainers, timeout: float, work: Work
) -> ExerciseResult:
    exercise, submission = work.exercise, work.submission
    try:
        trainers.warm_up()
        asks = {
            # Each task draws from a generator of its own, so that --only changes no input.
            name: exercise.task(name).asks(
                np.random.default_rng([submission.seed, exercise.number_of(name)])
            )
            for name in work.to_run
        }
        evidence = collect(server, submission, asks, timeout)
        measurements = measure(evidence, asks, trainers)
        return judge(exercise, submission, work.tasks, asks, evidence, measurements)
    except MachineError as error:
        return broken(exercise, submission, work.tasks, f"Our fault: {error}")
