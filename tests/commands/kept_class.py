"""A class in a gradebook, for the tests of commands on it: written as grading writes it."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from grader.course.course import Course
from grader.gradebook.conditions import condition_of
from grader.gradebook.keeping import Keeper
from grader.gradebook.opening import open_database
from grader.graded import Graded
from grader.judge.results import check_result, exercise_result, task_result
from grader.records import Account, ExerciseResult, Reason, Status, Submission, TaskSource
from grader.sandbox.limits import DEFAULT_LIMITS

DUE = datetime(2026, 12, 1, 12, tzinfo=timezone.utc)
NEURON, NETWORK = "01_single_neuron", "02_deep_network"


def submission(course: Course, name: str, exercise: str, number: int, **other) -> Submission:
    """Return a submission; each number is another content."""
    tasks = {task.name: TaskSource("answered") for task in course.exercise(exercise).tasks}
    file = f"/class/{name}/{exercise}.py"
    return Submission(name, exercise, file, number, tasks, **other)


def result(course: Course, one: Submission, *wrong: str) -> ExerciseResult:
    """Return a result in which the checks of these tasks failed, and all others passed."""
    tasks = []
    for task in course.exercise(one.exercise).tasks:
        status = Status.FAILED if task.name in wrong else Status.PASSED
        reason = None if status is Status.PASSED else Reason("task.missing", {"task": task.name})
        checks = (check_result(course, check, status, reason, None) for check in task.checks)
        tasks.append(task_result(task.name, tuple(checks)))
    return exercise_result(course.exercise(one.exercise), one, tasks, ())


def keep(file: Path, course: Course, *graded: tuple[Submission, tuple[str, ...]]) -> Path:
    """Keep submissions, each with the tasks that are wrong in it, as a run of grading does."""
    database = open_database(str(file), create=True)
    with Keeper(database, course, condition_of(course, None, 20.0, DEFAULT_LIMITS)) as keeper:
        for one, wrong in graded:
            keeper.keep(Graded(one, result(course, one, *wrong)))
    database.engine.dispose()
    return file


def kept_class(file: Path, course: Course) -> Path:
    """Keep a class: ada in time, lee 30 hours late, Jane Doe at a time that nobody knows."""
    late = DUE.replace(day=2, hour=18)
    doe = {"account": Account("4711")}
    return keep(
        file,
        course,
        (submission(course, "ada", NEURON, 1, submitted_at=DUE), ()),
        (submission(course, "ada", NETWORK, 2, submitted_at=DUE), ()),
        (submission(course, "lee", NEURON, 3, submitted_at=late), ("neuron",)),
        (submission(course, "Doe, Jane", NETWORK, 4, **doe), ("relu", "relu_unit")),
    )
