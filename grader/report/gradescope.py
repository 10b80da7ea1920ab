"""The file results.json of a Gradescope autograder.

The format is described at https://gradescope-autograders.readthedocs.io/en/latest/specs/. Every
text has the format "text", so that nothing in it is interpreted.
"""

from __future__ import annotations

import json
from typing import Any

from grader.judge.phrases import count
from grader.records import LearnerResult, Status
from grader.report.adjustments import told_adjustments
from grader.report.cases import Case, cases, outline_of
from grader.report.diagnostics import where
from grader.report.presenter import Presentation
from grader.report.report import Report, Setting, text_report


def make(presentation: Presentation, setting: Setting) -> Report:
    """Make the document on one learner.

    A check with an internal error has 0 of 0 points. The text at the top says so.
    """
    learner = presentation.book.learners[0]
    checks = cases(learner, outline_of(presentation.book), presentation.hints)
    broken = sum(case.status is Status.INTERNAL_ERROR for case in checks)
    document = {
        "score": learner.score,
        "output": _output(learner, checks, broken),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "stdout_visibility": "hidden",
        "tests": [_test(case) for case in checks],
        "extra_data": {
            "max_score": sum(case.max_points for case in checks),
            "internal_errors": broken,
        },
    }
    text = json.dumps(document, indent=1, ensure_ascii=setting.ascii_only)
    return text_report(f"{text}\n")


def _output(learner: LearnerResult, checks: list[Case], broken: int) -> str:
    most = sum(case.max_points for case in checks)
    told = f"{learner.score} of {count(most, 'point')}."
    for exercise in learner.exercises:
        told += "".join(f" {exercise.exercise}: {one}." for one in told_adjustments(exercise))
    if broken:
        told += (
            f" The grader had an internal error in {count(broken, 'check')}. It costs no points: "
            "these checks do not count. Please tell your teacher, who can grade this again."
        )
    return told


def _test(case: Case) -> dict[str, Any]:
    return {
        "name": f"{case.name}: {case.title}",
        "score": case.points,
        "max_score": case.max_points,
        "status": "passed" if case.status is Status.PASSED else "failed",
        "output": "\n".join(_lines(case)),
        "tags": [case.status.value],
        "visibility": "visible",
    }


def _lines(case: Case) -> list[str]:
    if case.status is Status.SKIPPED and not case.message:
        return ["Skipped: it depends on a check that did not pass."]
    lines = [case.message] if case.message else []
    if case.place is not None and lines:
        lines.append(f"In {where(case.place)}.")
    return [*lines, *(f"Hint: {hint}" for hint in case.hints)]
