"""The checks of the course for one learner: the same list whatever the learner wrote.

Systems that compare runs, such as Artemis, know a check by its name. So every check of the course
is listed for every learner: also those that passed, and those of an exercise that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from grader.records import (
    CheckOutline,
    CheckResult,
    ExerciseOutline,
    Gradebook,
    LearnerResult,
    Place,
    Status,
    TaskOutline,
    TaskResult,
)

NOT_HANDED_IN = "This exercise was not handed in."
INTERNAL_ERROR = "Internal error of the grader. It costs no points."


@dataclass(frozen=True)
class Case:
    """A check of the course, and how it went for one learner.

    A check of an exercise that was not handed in counts, with no points. A check with an internal
    error does not count: its maximum is 0. file: the learner's file; "" if there is none.
    """

    exercise: str
    task: str
    check: str
    title: str
    status: Status
    points: int
    max_points: int
    message: str = ""
    hints: tuple[str, ...] = ()
    place: Place | None = None
    code: str = ""
    file: str = ""

    @property
    def name(self) -> str:
        """The name of the check within the course."""
        return f"{self.exercise}.{self.task}.{self.check}"


def cases(learner: LearnerResult, outline: Iterable[ExerciseOutline], hints: int) -> list[Case]:
    """Return every check of the outline for this learner. hints: how many for each check."""
    results = {one.exercise: one for one in learner.exercises}
    found: list[Case] = []
    for exercise in outline:
        result = results.get(exercise.exercise)
        tasks = {} if result is None else {one.task: one for one in result.tasks}
        file = "" if result is None else result.file
        for task in exercise.tasks:
            found += _cases(exercise, task, tasks.get(task.task), hints, file)
    return found


def outline_of(book: Gradebook) -> tuple[ExerciseOutline, ...]:
    """Return the outline of a gradebook; if it has none, the checks that any learner has."""
    if book.outline:
        return book.outline
    seen: dict[str, tuple[str, dict[str, dict[str, CheckOutline]]]] = {}
    for exercise in (exercise for learner in book.learners for exercise in learner.exercises):
        _, tasks = seen.setdefault(exercise.exercise, (exercise.title, {}))
        for task in exercise.tasks:
            checks = tasks.setdefault(task.task, {})
            for check in task.checks:
                checks.setdefault(
                    check.name, CheckOutline(check.name, check.title, check.max_points)
                )
    return tuple(
        ExerciseOutline(name, title, tuple(_task_outlines(tasks)))
        for name, (title, tasks) in seen.items()
    )


def _task_outlines(tasks: Mapping[str, Mapping[str, CheckOutline]]) -> Iterator[TaskOutline]:
    for name, checks in tasks.items():
        yield TaskOutline(name, tuple(checks.values()))


def _cases(
    exercise: ExerciseOutline, task: TaskOutline, result: TaskResult | None, hints: int, file: str
) -> Iterator[Case]:
    results = {} if result is None else {check.name: check for check in result.checks}
    left = _left(task, result)
    for check in task.checks:
        one = results.get(check.name)
        where = (exercise.exercise, task.task, check.name, check.title)
        if one is not None:
            yield _case(where, one, hints, file)
        elif result is None:
            message = NOT_HANDED_IN if not file else ""
            yield Case(*where, Status.NOT_ATTEMPTED, 0, check.points, message, file=file)
        else:
            points = next(left)
            yield Case(
                *where, Status.INTERNAL_ERROR, points[0], points[1], INTERNAL_ERROR, file=file
            )


def _left(task: TaskOutline, result: TaskResult | None) -> Iterator[tuple[int, int]]:
    """Yield the points of the checks whose details were left out: the task's, spread over them."""
    if result is None:
        return
    names = {check.name for check in result.checks}
    score = result.score - sum(check.points for check in result.checks)
    most = result.max_score - sum(check.max_points for check in result.checks)
    for check in (check for check in task.checks if check.name not in names):
        limit = min(check.points, most)
        points = min(limit, score)
        score, most = score - points, most - limit
        yield points, limit


def _case(where: tuple[str, str, str, str], result: CheckResult, hints: int, file: str) -> Case:
    told = INTERNAL_ERROR if result.status is Status.INTERNAL_ERROR else result.message
    return Case(
        *where,
        result.status,
        result.points,
        result.max_points,
        "" if result.status is Status.PASSED else told,
        result.hints[:hints],
        result.place,
        "" if result.reason is None else result.reason.code,
        file,
    )
