"""The gradebook as JSON, version 1, for other programs to read."""

from __future__ import annotations

import json
import math
from datetime import datetime
from typing import Any

from grader.records import (
    Adjustment,
    CheckResult,
    Diagnosis,
    ExerciseResult,
    LearnerResult,
    Place,
    TaskResult,
)
from grader.report.presenter import Presentation
from grader.report.report import Report, Setting, text_report

VERSION = 1

_OF_A_PLACE = ("file", "cell", "line", "source", "column", "end_column")


def make(presentation: Presentation, setting: Setting) -> Report:
    """Make the document: the same bytes for the same gradebook."""
    return text_report(to_json(presentation, ascii_only=setting.ascii_only))


def to_json(presentation: Presentation, *, ascii_only: bool = False) -> str:
    """Return the document; raises ValueError if it holds a number that JSON does not have."""
    hints = presentation.hints
    document = {
        "version": VERSION,
        "key_digest": presentation.book.key_digest,
        "submissions": [_learner(learner, hints) for learner in presentation.book.learners],
        "notes": list(presentation.book.notes),
    }
    return json.dumps(document, indent=1, ensure_ascii=ascii_only, allow_nan=False) + "\n"


def verdict_line(exercise: str, task: TaskResult, hints: int, *, ascii_only: bool = False) -> str:
    """Return the verdict on one task as a line; its checks have the fields of the document's."""
    verdict = {
        "exercise": exercise,
        "task": task.task,
        "status": task.status.value,
        "score": task.score,
        "max_score": task.max_score,
        "checks": [_check(check, hints) for check in task.checks],
    }
    return json.dumps(verdict, ensure_ascii=ascii_only, allow_nan=False) + "\n"


def _learner(learner: LearnerResult, hints: int) -> dict[str, Any]:
    return {
        "learner": learner.learner,
        "score": learner.score,
        "max_score": learner.max_score,
        "id": learner.account.id or learner.account.number,
        "login": learner.account.login,
        "email": learner.account.email,
        "section": learner.account.section,
        "notes": list(learner.notes),
        "exercises": [_exercise(exercise, hints) for exercise in learner.exercises],
    }


def _exercise(exercise: ExerciseResult, hints: int) -> dict[str, Any]:
    return {
        "exercise": exercise.exercise,
        "title": exercise.title,
        "file": exercise.file,
        "status": exercise.status.value,
        "score": exercise.score,
        "max_score": exercise.max_score,
        "submitted_at": _time(exercise.submitted_at),
        "adjustments": [_adjustment(one) for one in exercise.adjustments],
        "notes": list(exercise.notes),
        "diagnoses": [_diagnosis(one) for one in exercise.diagnoses],
        "tasks": [_task(task, hints) for task in exercise.tasks],
    }


def _time(at: datetime | None) -> str | None:
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _adjustment(one: Adjustment) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "task": one.task or None,
        "before": one.before,
        "after": one.after,
        "reason": one.reason,
    }


def _task(task: TaskResult, hints: int) -> dict[str, Any]:
    return {
        "task": task.task,
        "status": task.status.value,
        "score": task.score,
        "max_score": task.max_score,
        "checks": [_check(check, hints) for check in task.checks],
        "curve": [_loss(loss) for loss in task.curve],
        "printed": task.printed,
        "diagnosis": None if task.diagnosis is None else _diagnosis(task.diagnosis),
    }


def _diagnosis(diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "code": diagnosis.reason.code,
        "message": diagnosis.message,
        "curve_before": [_loss(loss) for loss in diagnosis.curve_before],
        "curve_after": [_loss(loss) for loss in diagnosis.curve_after],
        **_place(diagnosis.place),
    }


def _loss(loss: float) -> float | None:
    """Return a loss with four digits, which are enough. More would differ between processors."""
    if not math.isfinite(loss):
        return None
    rounded = float(f"{loss:.4g}")
    # The largest numbers there are would be rounded up to infinity. Adding 0 turns -0 into 0.
    return (rounded if math.isfinite(rounded) else loss) + 0.0


def _check(check: CheckResult, hints: int) -> dict[str, Any]:
    return {
        "name": check.name,
        "title": check.title,
        "status": check.status.value,
        "points": check.points,
        "max_points": check.max_points,
        "code": None if check.reason is None else check.reason.code,
        "message": check.message,
        **_place(check.place),
        "hints": list(check.hints[:hints]),
    }


def _place(place: Place | None) -> dict[str, Any]:
    """Return the fields of the learner's line; None for what is not known."""
    if place is None:
        return dict.fromkeys(_OF_A_PLACE)
    return {
        "file": place.file,
        "cell": place.cell or None,
        "line": place.line or None,
        "source": place.source or None,
        "column": place.column or None,
        "end_column": place.end_column or None,
    }
