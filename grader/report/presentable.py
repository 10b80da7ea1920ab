"""Keeps a result that no report can show from taking the other learners' results with it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from grader.packed import changed
from grader.protocol.text import one_line
from grader.records import ExerciseResult, Gradebook, LearnerResult, Status, TaskResult
from grader.report.formats import Output
from grader.report.presenter import present
from grader.report.sanitise import sanitised
from grader.report.write import attempt

_MAX_NAME = 200
_MAX_ERROR = 200


def presentable(book: Gradebook, outputs: Sequence[Output]) -> Gradebook:
    """Return the gradebook with escaped text, and with nothing that makes these reports fail.

    If a learner's result makes one fail, its points stand, its details are left out, and a note
    says so. Its tasks have the status of an internal error, which costs no points.
    """
    try:
        return _tried(book, outputs)
    except Exception:  # noqa: BLE001  found below
        return _without_faults(book, outputs)


def presentable_exercise(result: ExerciseResult, outputs: Sequence[Output]) -> ExerciseResult:
    """Return one result, as `presentable` returns those of a gradebook."""
    learner = LearnerResult("", result.score, result.max_score, (result,))
    book = presentable(Gradebook((learner,)), outputs)
    return book.learners[0].exercises[0]


def _tried(book: Gradebook, outputs: Sequence[Output]) -> Gradebook:
    """Return the sanitised gradebook; raises what one of the reports raises."""
    clean = sanitised(book)
    for output in outputs:
        attempt(output, present(clean, output.hints))
    return clean


def _without_faults(book: Gradebook, outputs: Sequence[Output]) -> Gradebook:
    # A class is shown otherwise than one learner. Two make a class.
    copies = min(2, len(book.learners))
    faults = [
        _fault(msgspec.structs.replace(book, learners=(learner,) * copies, notes=()), outputs)
        for learner in book.learners
    ]
    notes = list(book.notes)
    for learner, fault in zip(book.learners, faults, strict=True):
        notes += [] if fault is None else [_note(learner, fault)]
    of_each = iter(faults)
    learners = changed(
        book.learners, lambda one: one if next(of_each) is None else _without_details(one)
    )
    return sanitised(msgspec.structs.replace(book, learners=learners, notes=tuple(notes)))


def _fault(book: Gradebook, outputs: Sequence[Output]) -> Exception | None:
    """Return what one of the reports raises for this learner."""
    try:
        _tried(book, outputs)
    except Exception as error:  # noqa: BLE001  whatever it is, it concerns one learner
        return error
    return None


def _note(learner: LearnerResult, error: Exception) -> str:
    name = one_line(learner.learner)[:_MAX_NAME]
    what = one_line(f"{type(error).__name__}: {error}")[:_MAX_ERROR]
    return (
        f"{name}: the details cannot be shown because of an internal error of the grader, which "
        f"costs no points. Please report it: {what}"
    )


def _without_details(learner: LearnerResult) -> LearnerResult:
    exercises = tuple(map(_bare_exercise, learner.exercises))
    return msgspec.structs.replace(learner, exercises=exercises)


def _bare_exercise(exercise: ExerciseResult) -> ExerciseResult:
    tasks = tuple(
        TaskResult(task.task, Status.INTERNAL_ERROR, task.score, task.max_score, ())
        for task in exercise.tasks
    )
    return msgspec.structs.replace(exercise, status=Status.INTERNAL_ERROR, tasks=tasks, notes=())
