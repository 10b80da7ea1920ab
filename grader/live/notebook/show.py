"""Decides what a verdict on one task shows, as a box and as plain text."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from grader.course.course import Course
from grader.course.exercise import Question
from grader.judge.gradebook import gradebook
from grader.judge.normal_form import NormalForm, normal_form
from grader.live.notebook.box import box
from grader.live.notebook.content import Content
from grader.live.notebook.messages import Judged
from grader.live.notebook.plain_text import plain_text
from grader.protocol.models import Model
from grader.records import CheckResult, Evidence, ExerciseResult, Outcome, Status, Submission
from grader.report.diagnostics import Diagnostic, diagnostics
from grader.report.presenter import present
from grader.report.sanitise import sanitised

_NOT_YET = "There is no {task} in this notebook's memory yet. Run the cell that defines it."


def shown(
    course: Course,
    submission: Submission,
    result: ExerciseResult,
    task: str,
    evidence: Evidence,
    questions: Mapping[str, Question],
    hints: int,
) -> Judged:
    """Return how the result of one task is shown. hints: how many to show at once."""
    alone = tuple(one for one in result.tasks if one.task == task)
    book = sanitised(gradebook([submission], [msgspec.structs.replace(result, tasks=alone)]))
    presented = present(book, hints).learners[0].exercises[0].tasks[0]
    checks = course.exercise(result.exercise).task(task).checks
    first = presented.told[0] if presented.told else None
    asked = next((one.questions for one in checks if first and one.name == first.name), ())
    content = Content(
        task=presented.result,
        parts=_parts(presented.told, task),
        hints=hints,
        form=_form(evidence.outcomes.get(task, {}), questions, asked),
        reason=None if first is None else first.reason,
    )
    one = presented.result
    status = one.status.value
    return Judged(task, status, one.score, one.max_score, box(content), plain_text(content))


def _parts(told: tuple[CheckResult, ...], task: str) -> tuple[Diagnostic, ...]:
    codes = {one.reason.code for one in told if one.reason is not None}
    if "task.missing" in codes:
        return (Diagnostic(_NOT_YET.format(task=task)),)
    is_begun = all(one.status is not Status.NOT_ATTEMPTED for one in told)
    parts = tuple(diagnostics(told))
    return parts if is_begun else tuple(Diagnostic(one.told) for one in parts)


def _form(
    outcomes: Mapping[str, Outcome], questions: Mapping[str, Question], first: tuple[str, ...]
) -> NormalForm | None:
    """Return the layers of the first model that a call returned or was passed, if there is one.

    first: the questions to look at before the others.
    """
    for name in (*first, *outcomes):
        for returned in outcomes.get(name, Outcome()).returns[:1]:
            if isinstance(returned.value, Model):
                return normal_form(returned.value, questions[name].call.probe)
    return None
