"""Decides what reports show: which messages, what to fix first, and the most common mistakes.

Formats only lay this out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, overload

from grader.records import (
    CheckResult,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Status,
    TaskResult,
)

_TO_FIX = (Status.ERROR, Status.TIMEOUT, Status.FAILED)
_NOT_THERE = ("task.missing", "task.misnamed")


@dataclass(frozen=True)
class PresentedTask:
    """A task and what is shown of it.

    told: the checks whose message is shown. repeats: whether an earlier task has the same messages.
    """

    result: TaskResult
    told: tuple[CheckResult, ...]
    repeats: bool


@dataclass(frozen=True)
class PresentedExercise:
    """An exercise and its tasks."""

    result: ExerciseResult
    tasks: tuple[PresentedTask, ...]


@dataclass(frozen=True)
class NextStep:
    """What a learner should do next.

    kind: fix a task, begin one, nothing because of an internal error, or nothing because all
    passed.
    """

    kind: Literal["fix", "begin", "internal error", "done"]
    task: str = ""
    file: str = ""
    status: Status = Status.PASSED


@dataclass(frozen=True)
class PresentedLearner:
    """A learner, their exercises and their next step."""

    result: LearnerResult
    exercises: tuple[PresentedExercise, ...]
    next_step: NextStep

    @property
    def handed_in_nothing(self) -> bool:
        """Whether no file of this learner was graded."""
        return not any(one.result.file for one in self.exercises)


@dataclass(frozen=True)
class CommonMistake:
    """A code that several learners have, the number of these learners, and one of the messages."""

    code: str
    learners: int
    example: str


@dataclass(frozen=True)
class Presentation:
    """A gradebook and what to show of it. hints: how many to show for each check."""

    book: Gradebook
    learners: Sequence[PresentedLearner]
    commonest: tuple[CommonMistake, ...]
    hints: int


def present(book: Gradebook, hints: int) -> Presentation:
    """Return what to show of a gradebook."""
    return Presentation(book, _Presented(book.learners), common_mistakes(book), hints)


class _Presented(Sequence[PresentedLearner]):
    """What to show of each learner, made when it is looked up: a class is packed."""

    def __init__(self, learners: Sequence[LearnerResult]) -> None:
        self._learners = learners

    def __len__(self) -> int:
        return len(self._learners)

    @overload
    def __getitem__(self, index: int) -> PresentedLearner: ...

    @overload
    def __getitem__(self, index: slice) -> list[PresentedLearner]: ...

    def __getitem__(self, index: int | slice) -> PresentedLearner | list[PresentedLearner]:
        if isinstance(index, slice):
            return list(map(_learner, self._learners[index]))
        return _learner(self._learners[index])


def _learner(learner: LearnerResult) -> PresentedLearner:
    return PresentedLearner(learner, tuple(map(_exercise, learner.exercises)), _next_step(learner))


def _exercise(exercise: ExerciseResult) -> PresentedExercise:
    seen: set[str] = set()
    tasks = []
    for task in exercise.tasks:
        messages = {check.message for check in task.checks}
        # A problem of the whole file is shown once.
        repeats = task.status is Status.ERROR and messages <= seen
        seen |= messages
        tasks.append(PresentedTask(task, () if repeats else tuple(_told(task)), repeats))
    return PresentedExercise(exercise, tuple(tasks))


def presented_task(task: TaskResult) -> PresentedTask:
    """Return what to show of one task alone."""
    return PresentedTask(task, tuple(_told(task)), repeats=False)


def _told(task: TaskResult) -> Iterator[CheckResult]:
    if task.status is Status.NOT_ATTEMPTED:
        # An untouched task needs no message. A missing function does.
        yield from (check for check in task.checks[:1] if _code(check) in _NOT_THERE)
        return
    last = ""
    for check in task.checks:
        # All checks that need the same answer have the same problem, which is shown once.
        if check.status not in (Status.PASSED, Status.SKIPPED) and check.message != last:
            yield check
            last = check.message


def _next_step(learner: LearnerResult) -> NextStep:
    tasks = [(task, one.file) for one in learner.exercises for task in one.tasks]
    for task, file in tasks:
        if task.status in _TO_FIX:
            return NextStep("fix", task.task, file, task.status)
    for task, file in tasks:
        if task.status is Status.NOT_ATTEMPTED:
            return NextStep("begin", task.task, file, task.status)
    is_done = all(task.status is Status.PASSED for task, _ in tasks)
    return NextStep("done" if is_done else "internal error")


def common_mistakes(book: Gradebook, most: int = 5) -> tuple[CommonMistake, ...]:
    """Return the codes that most learners have, of those that several have."""
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for learner in book.learners:
        codes = set()
        for exercise in learner.exercises:
            for check in (check for task in exercise.tasks for check in task.checks):
                if check.status in _TO_FIX:
                    codes.add(_code(check))
                    examples.setdefault(_code(check), check.message)
        counts.update(codes)
    several = sorted(((n, code) for code, n in counts.items() if n > 1), key=_by_count)
    return tuple(CommonMistake(code, n, examples[code]) for n, code in several[:most])


def _by_count(entry: tuple[int, str]) -> tuple[int, str]:
    return -entry[0], entry[1]


def _code(check: CheckResult) -> str:
    return "" if check.reason is None else check.reason.code
