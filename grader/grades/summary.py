"""What a class has in common: the distribution of points, hard checks, mistakes, who needs help."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from grader.records import (
    ExerciseOutline,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Status,
)
from grader.report.cases import cases, outline_of
from grader.report.presenter import CommonMistake, common_mistakes
from grader.report.rows import has_internal_error

STEPS = 10
"""Steps of the distribution: each is a tenth of the maximum."""

_WRONG = (Status.ERROR, Status.TIMEOUT, Status.FAILED)
_STUCK = Fraction(1, 2)


@dataclass(frozen=True)
class Distribution:
    """How the shares of the points are distributed: of one exercise, or of all if it is "".

    learners: those with a maximum above 0. counts: of learners with less than a tenth of the
    points, less than two tenths and so on; the last includes all points. mean, median: shares from
    0 to 1. perfect: with all points.
    """

    exercise: str
    learners: int
    counts: tuple[int, ...]
    mean: float
    median: float
    perfect: int


@dataclass(frozen=True)
class HardCheck:
    """A check, by how many of those who attempted its task did not pass it.

    wrong: did not pass it themselves; skipped: did not get to it.
    """

    exercise: str
    task: str
    check: str
    title: str
    attempted: int
    wrong: int
    skipped: int


@dataclass(frozen=True)
class Stuck:
    """A learner who needs help.

    share: of the points, from 0 to 1. tried: tasks that were attempted and are wrong. untouched:
    tasks that were not attempted. first: the first task to fix or to begin.
    """

    learner: str
    share: float
    tried: int
    untouched: int
    first: str


@dataclass(frozen=True)
class Summary:
    """A class at a glance. The first distribution is that of all exercises together."""

    distributions: tuple[Distribution, ...]
    hardest: tuple[HardCheck, ...]
    commonest: tuple[CommonMistake, ...]
    stuck: tuple[Stuck, ...]
    internal_errors: int


def summary(book: Gradebook, most: int = 10) -> Summary:
    """Return the summary of a class, with at most so many checks, mistakes and learners."""
    outline = outline_of(book)
    parts = (
        _distribution("", book.learners),
        *(_distribution(one.exercise, _results(book, one.exercise)) for one in outline),
    )
    stuck = sorted(filter(None, map(_stuck, book.learners)), key=_by_need)
    return Summary(
        tuple(part for part in parts if part.learners),
        tuple(_hardest(book.learners, outline))[:most],
        common_mistakes(book, most),
        tuple(stuck[:most]),
        sum(has_internal_error(learner) for learner in book.learners),
    )


def _results(book: Gradebook, exercise: str) -> list[ExerciseResult]:
    return [
        one for learner in book.learners for one in learner.exercises if one.exercise == exercise
    ]


def _distribution(exercise: str, results: Iterable[LearnerResult | ExerciseResult]) -> Distribution:
    shares = [Fraction(one.score, one.max_score) for one in results if one.max_score]
    steps = Counter(min(int(share * STEPS), STEPS - 1) for share in shares)
    return Distribution(
        exercise,
        len(shares),
        tuple(steps[step] for step in range(STEPS)),
        float(statistics.mean(shares)) if shares else 0.0,
        float(statistics.median(shares)) if shares else 0.0,
        shares.count(Fraction(1)),
    )


def _hardest(
    learners: Iterable[LearnerResult], outline: Sequence[ExerciseOutline]
) -> Iterator[HardCheck]:
    """Yield the checks that anybody did not pass: by the part of those who attempted the task."""
    attempted: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    for learner in learners:
        for case in cases(learner, outline, 0):
            if case.status in (Status.NOT_ATTEMPTED, Status.INTERNAL_ERROR):
                continue
            attempted[case.name] += 1
            wrong[case.name] += case.status in _WRONG
            skipped[case.name] += case.status is Status.SKIPPED
    checks = [
        HardCheck(
            one.exercise,
            task.task,
            check.name,
            check.title,
            attempted[name],
            wrong[name],
            skipped[name],
        )
        for one in outline
        for task in one.tasks
        for check in task.checks
        if wrong[name := f"{one.exercise}.{task.task}.{check.name}"]
    ]
    yield from sorted(checks, key=lambda one: (-Fraction(one.wrong, one.attempted), -one.wrong))


def _stuck(learner: LearnerResult) -> Stuck | None:
    """Return what a learner who needs help is stuck at; None for one who does not."""
    tasks = [task for one in learner.exercises for task in one.tasks]
    tried = [task for task in tasks if task.status in _WRONG]
    untouched = [task for task in tasks if task.status is Status.NOT_ATTEMPTED]
    share = Fraction(learner.score, learner.max_score) if learner.max_score else Fraction(1)
    if share >= _STUCK or not (tried or untouched):
        return None
    first = next(iter((*tried, *untouched))).task
    return Stuck(learner.learner, float(share), len(tried), len(untouched), first)


def _by_need(one: Stuck) -> tuple[bool, float, int, str]:
    """Return the place of a learner: who tried and got least comes first, who never began last."""
    return one.tried == 0, one.share, -one.tried, one.learner
