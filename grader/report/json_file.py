"""The gradebook as JSON, version 1: the form that other programs read."""

from __future__ import annotations

import json
import math
from typing import Any

from grader.plain_text import plain
from grader.records import CheckResult, ExerciseResult, Gradebook, LearnerResult, TaskResult

VERSION = 1


def to_json(book: Gradebook, hints: int) -> str:
    """Return the document: the same bytes for the same gradebook. `hints`: how many per check."""
    document = {
        "version": VERSION,
        "submissions": [_learner(learner, hints) for learner in book.submissions],
        "notes": [plain(note) for note in book.notes],
    }
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _learner(learner: LearnerResult, hints: int) -> dict[str, Any]:
    return {
        "learner": plain(learner.learner),
        "score": learner.score,
        "max_score": learner.max_score,
        "exercises": [_exercise(exercise, hints) for exercise in learner.exercises],
    }


def _exercise(exercise: ExerciseResult, hints: int) -> dict[str, Any]:
    return {
        "exercise": exercise.exercise,
        "title": exercise.title,
        "file": plain(exercise.file),
        "status": exercise.status.value,
        "score": exercise.score,
        "max_score": exercise.max_score,
        "notes": [plain(note) for note in exercise.notes],
        "tasks": [_task(task, hints) for task in exercise.tasks],
    }


def _task(task: TaskResult, hints: int) -> dict[str, Any]:
    return {
        "task": task.task,
        "status": task.status.value,
        "score": task.score,
        "max_score": task.max_score,
        "checks": [_check(check, hints) for check in task.checks],
        # Four digits show a curve; more would differ between processors.
        "curve": [float(f"{x:.4g}") if math.isfinite(x) else None for x in task.curve],
    }


def _check(check: CheckResult, hints: int) -> dict[str, Any]:
    return {
        "name": check.name,
        "title": check.title,
        "status": check.status.value,
        "points": check.points,
        "max_points": check.max_points,
        "message": plain(check.message),
        "hints": list(check.hints[:hints]),
    }
