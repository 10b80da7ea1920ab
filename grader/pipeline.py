"""One run, from paths to results: every stage hands what it made to the next, none reaches back."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course.exercise import Exercise
from grader.course.find import exercise_names, load_exercise
from grader.errors import UsageError
from grader.execute.isolation import Mode
from grader.execute.local import Execution, Work, grade_all
from grader.records import ExerciseResult, Gradebook, LearnerResult, Status
from grader.sandbox.confinement import DEFAULT_LIMITS, Limits
from grader.submission.archive import Archives
from grader.submission.discover import Discovery, discover
from grader.submission.read import read

DEFAULT_TIMEOUT = 20.0
"""Seconds for each task. Training takes about one; a slow laptop may need ten times that."""


@dataclass(frozen=True)
class Options:
    """What a run may be told. `jobs` None is one for each core; `without` is for tests."""

    only: tuple[str, ...] = ()
    timeout: float = DEFAULT_TIMEOUT
    jobs: int | None = None
    isolation: Mode = "auto"
    limits: Limits = DEFAULT_LIMITS
    without: frozenset[str] = frozenset()


Progress = Callable[[int, int], None]
"""Told after each submission: how many are done, of how many."""


def run(
    paths: Sequence[Path],
    options: Options,
    progress: Progress = lambda _done, _all: None,
    tell: Callable[[str], None] = lambda _line: None,
) -> Gradebook:
    """Grade what lies under these paths; `tell` gets a line where a protection is missing.

    Raises UsageError where there is nothing to grade; everything else becomes a result.
    """
    with Archives() as archives:
        discovery = discover(paths, exercise_names(), archives)
        course = {found.exercise: load_exercise(found.exercise) for found in discovery.found}
        work = plan(discovery, course, options.only, archives)
    results = execute(work, options, progress, tell)
    return gradebook(work, results, discovery.notes)


def plan(
    discovery: Discovery, course: dict[str, Exercise], only: Sequence[str], archives: Archives
) -> tuple[Work, ...]:
    """Read each submission and say which of its tasks to grade."""
    unknown = set(only) - {task.name for exercise in course.values() for task in exercise.tasks}
    if unknown:
        known = [task.name for one in course.values() for task in one.tasks]
        close = difflib.get_close_matches(min(unknown), known, n=1)
        advice = f"Did you mean {close[0]}?" if close else f"Expected one of {', '.join(known)}."
        wanted = ", ".join(sorted(unknown))
        raise UsageError(f"There is no task {wanted} in what is to be graded. {advice}")
    work = []
    for found in discovery.found:
        exercise = course[found.exercise]
        names = tuple(task.name for task in exercise.tasks)
        tasks = tuple(name for name in names if not only or name in only)
        if tasks:
            work.append(Work(exercise, read(found, names, archives), tasks))
    return tuple(work)


def execute(
    work: Sequence[Work], options: Options, progress: Progress, tell: Callable[[str], None]
) -> list[ExerciseResult]:
    """Run and judge all of it on this machine."""
    finished = 0

    def done() -> None:
        nonlocal finished
        finished += 1
        progress(finished, len(work))

    how = Execution(
        timeout=options.timeout,
        jobs=options.jobs or _cores(),
        isolation=options.isolation,
        limits=options.limits,
        without=options.without,
    )
    return grade_all(work, how, done, tell)


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def gradebook(
    work: Sequence[Work], results: Sequence[ExerciseResult], notes: tuple[str, ...] = ()
) -> Gradebook:
    """Put each learner's exercises together, in the order in which they were found."""
    by_learner: dict[str, list[ExerciseResult]] = {}
    for one, result in zip(work, results, strict=True):
        by_learner.setdefault(one.submission.learner, []).append(result)
    return Gradebook(
        tuple(
            LearnerResult(
                learner=learner,
                score=sum(result.score for result in of_learner),
                max_score=sum(result.max_score for result in of_learner),
                exercises=tuple(of_learner),
            )
            for learner, of_learner in by_learner.items()
        ),
        notes,
    )


def exit_code(book: Gradebook) -> int:
    """Return 0 if everything passed, 1 if there is something to fix, 3 if we broke something."""
    statuses = {
        task.status
        for learner in book.submissions
        for exercise in learner.exercises
        for task in exercise.tasks
    }
    if Status.BROKEN in statuses:
        return 3
    return 0 if statuses == {Status.PASSED} else 1
