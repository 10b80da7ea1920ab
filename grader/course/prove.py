"""Proves a course: stubs are not attempted, solutions earn all, known answers get their grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from grader.errors import CourseError
from grader.records import ExerciseResult, Gradebook, LearnerResult, Status, TaskResult


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one task of a known answer must get; `says` are parts of what the learner is told."""

    status: Status
    says: tuple[str, ...] = ()


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known answer, `expected.json` beside it. Tasks that are not listed must pass."""

    about: str
    exercise: str
    tasks: dict[str, Expected] = {}


class Flaw(msgspec.Struct, frozen=True):
    """One thing that is not as it must be."""

    where: str
    what: str


def load_case(folder: Path) -> Case:
    """Read a case's expectation; raises CourseError if it is not one."""
    path = folder / "expected.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Case)
    except (OSError, msgspec.DecodeError) as error:
        raise CourseError(f"{path}: {error}") from error


def cases_in(folder: Path) -> tuple[Path, ...]:
    """Return the folders of known answers, in order."""
    return tuple(sorted(path.parent for path in folder.glob("*/expected.json")))


def of_folder(book: Gradebook, folder: Path) -> Gradebook:
    """Return the part of a gradebook that is about one folder."""
    chosen = [learner for learner in book.submissions if learner.learner == folder.name]
    return Gradebook(tuple(chosen))


def flaws_of_stubs(book: Gradebook) -> Iterator[Flaw]:
    """Every task of every stub must be not attempted."""
    for exercise in _exercises(book):
        for task in exercise.tasks:
            if task.status is not Status.NOT_ATTEMPTED:
                yield Flaw(f"stub {exercise.exercise}, {task.task}", f"is {_told(task)}")


def flaws_of_solutions(book: Gradebook) -> Iterator[Flaw]:
    """Every solution must earn every point."""
    for exercise in _exercises(book):
        for task in exercise.tasks:
            if task.status is not Status.PASSED:
                yield Flaw(f"solution {exercise.exercise}, {task.task}", f"is {_told(task)}")


def flaws_of_cases(book: Gradebook, cases: Sequence[Path]) -> Iterator[Flaw]:
    """Every known answer must get exactly the grade beside it."""
    by_learner = {learner.learner: learner for learner in book.submissions}
    for folder in cases:
        case = load_case(folder)
        learner = by_learner.get(folder.name)
        if learner is None:
            yield Flaw(folder.name, "was not graded")
        else:
            yield from _flaws_of_case(folder.name, case, learner)


def _flaws_of_case(name: str, case: Case, learner: LearnerResult) -> Iterator[Flaw]:
    tasks = {task.task: task for one in learner.exercises for task in one.tasks}
    if [one.exercise for one in learner.exercises] != [case.exercise]:
        yield Flaw(name, f"holds {[one.exercise for one in learner.exercises]}")
    if unknown := set(case.tasks) - set(tasks):
        yield Flaw(name, f"expects something of {sorted(unknown)}, which is no task")
    for task in tasks.values():
        expected = case.tasks.get(task.task, Expected(Status.PASSED))
        if task.status is not expected.status:
            yield Flaw(f"{name}, {task.task}", f"must be {expected.status.value}, is {_told(task)}")
            continue
        told = _told(task).lower()
        for part in expected.says:
            if part.lower() not in told:
                yield Flaw(f"{name}, {task.task}", f"must say {part!r}, says: {_told(task)}")


def _exercises(book: Gradebook) -> Iterator[ExerciseResult]:
    for learner in book.submissions:
        yield from learner.exercises


def _told(task: TaskResult) -> str:
    told = [
        f"{check.title}: {check.message}"
        for check in task.checks
        if check.status not in (Status.PASSED, Status.SKIPPED)
    ]
    return " | ".join([task.status.value, *told])
