"""Points that the teacher gives for a task, whatever the checks say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import msgspec

from grader.grades.points import TaskPoints, full_points
from grader.grades.totals import with_exercises, with_tasks
from grader.notes import listed_if_any
from grader.packed import changed
from grader.records import Adjustment, ExerciseResult, Gradebook, LearnerResult, TaskResult
from grader.report.rounding import whole_points


class Override(msgspec.Struct, frozen=True):
    """The points of one learner's task as the teacher set them.

    points: on the scale of the course's own points, whatever points the teacher gives the task.
    """

    learner: str
    exercise: str
    task: str
    points: float
    reason: str


def with_overrides(
    book: Gradebook, overrides: Iterable[Override], course_points: TaskPoints
) -> Gradebook:
    """Return the gradebook with these points. A note names those that fit nothing any more.

    course_points: of the tasks, before the teacher's points took their place.
    """
    known = {(one.learner, one.exercise, one.task): one for one in overrides}
    if not known:
        return book
    most = full_points(book)
    shares = {
        which: _share(one.points, course_points.get(which[1:], 0)) for which, one in known.items()
    }

    def overridden(learner: LearnerResult) -> LearnerResult:
        exercises = []
        for one in learner.exercises:
            mine = {
                task.task: _task(task, shares[which], most[which[1:]], known[which].reason)
                for task in one.tasks
                if (which := (learner.learner, one.exercise, task.task)) in known
            }
            exercises.append(_exercise(one, mine))
        return with_exercises(learner, exercises)

    lost = [f"{one.learner} ({one.task})" for one in known.values() if not _is_there(book, one)]
    notes = listed_if_any(
        [("points set by the teacher for learners or tasks that are not here", lost)]
    )
    return msgspec.structs.replace(
        book, learners=changed(book.learners, overridden), notes=(*book.notes, *notes)
    )


def _exercise(
    result: ExerciseResult, given: Mapping[str, tuple[TaskResult, Adjustment]]
) -> ExerciseResult:
    if not given:
        return result
    tasks = (given[task.task][0] if task.task in given else task for task in result.tasks)
    return with_tasks(result, tasks, (told for _, told in given.values()))


def _task(
    task: TaskResult, share: Fraction, most: int, reason: str
) -> tuple[TaskResult, Adjustment]:
    """Return the task with its share of its full points, which no internal error makes smaller."""
    points = _points(share, most)
    told = Adjustment("override", task.task, task.score, points, reason)
    return msgspec.structs.replace(task, score=points, max_score=most), told


def points_of(one: Override, course_points: int, most: int) -> int:
    """Return the points that an override gives to a task of at most `most` points.

    course_points: the task's in the course.
    """
    return _points(_share(one.points, course_points), most)


def _points(share: Fraction, most: int) -> int:
    (points,), _ = whole_points([most * share], [most])
    return points


def _share(points: float, of: int) -> Fraction:
    return min(Fraction(points) / of, Fraction(1)) if of else Fraction(0)


def _is_there(book: Gradebook, one: Override) -> bool:
    return any(
        task.task == one.task
        for learner in book.learners
        if learner.learner == one.learner
        for exercise in learner.exercises
        if exercise.exercise == one.exercise
        for task in exercise.tasks
    )
