"""Progress over all exercises of a course, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.course.course import Course
from grader.course.exercise import Exercise
from grader.live.progress import Progress, TaskProgress
from grader.live.workspace import Workspace
from grader.records import Status


@dataclass(frozen=True)
class TaskState:
    """A task and what is known of it. status: None if it was never checked."""

    name: str
    status: Status | None
    score: int
    max_score: int

    @property
    def is_solved(self) -> bool:
        """Whether it passed when it was last checked."""
        return self.status is Status.PASSED


@dataclass(frozen=True)
class ExerciseState:
    """An exercise, its file and its tasks. file: None if the learner has none."""

    name: str
    title: str
    file: Path | None
    tasks: tuple[TaskState, ...]

    @property
    def score(self) -> int:
        """The points of all its tasks."""
        return sum(task.score for task in self.tasks)

    @property
    def max_score(self) -> int:
        """The most points that its tasks can get."""
        return sum(task.max_score for task in self.tasks)


@dataclass(frozen=True)
class Next:
    """The task to do next, and its exercise."""

    exercise: ExerciseState
    task: TaskState


@dataclass(frozen=True)
class Overview:
    """All exercises of a course, in order."""

    exercises: tuple[ExerciseState, ...]

    @property
    def score(self) -> int:
        """The points of all exercises."""
        return sum(one.score for one in self.exercises)

    @property
    def max_score(self) -> int:
        """The most points that all exercises can get."""
        return sum(one.max_score for one in self.exercises)

    def next_after(self, exercise: str = "") -> Next | None:
        """Return the first unsolved task: in this exercise, else after it, else before it.

        Without an exercise, the first of all. None if everything passed.
        """
        names = [one.name for one in self.exercises]
        at = names.index(exercise) if exercise in names else 0
        for one in (*self.exercises[at:], *self.exercises[:at]):
            for task in one.tasks:
                if not task.is_solved:
                    return Next(one, task)
        return None


def overview(course: Course, work: Workspace, progress: Progress) -> Overview:
    """Return the progress over all exercises of a course."""
    return Overview(
        tuple(
            ExerciseState(
                name=one.name,
                title=one.title,
                file=work.files.get(one.name),
                tasks=_tasks(one, progress.tasks.get(one.name, {})),
            )
            for one in course.exercises
        )
    )


def _tasks(exercise: Exercise, known: dict[str, TaskProgress]) -> tuple[TaskState, ...]:
    states = []
    for task in exercise.tasks:
        points = sum(check.points for check in task.checks)
        was = known.get(task.name)
        states.append(
            TaskState(task.name, None, 0, points)
            if was is None
            else TaskState(task.name, was.status, min(was.score, points), points)
        )
    return tuple(states)
