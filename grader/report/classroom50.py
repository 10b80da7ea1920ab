"""The file result.json of a Classroom 50 autograder, and the text of its release beside it.

The format is https://github.com/foundation50/classroom50, schemas/result-v1.schema.json. Points are
whole numbers, by the rule of `rounding.py`. The runner of Classroom 50 replaces `owner`,
`assignment_type` and `datetime` by what it knows itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from grader.errors import UsageError
from grader.records import Status
from grader.report.cases import Case, cases, outline_of
from grader.report.markdown import feedback
from grader.report.presenter import Presentation
from grader.report.report import Report, Setting, encoded
from grader.report.rounding import whole_points

SCHEMA = "classroom50/result/v1"
BODY = "release-body.md"

MAX_BODY = 100_000
"""The most characters in the text of the release. GitHub takes 125,000."""

_MAX_TEXT = 2_000

_VARIABLES = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
}
_TAG_TIME = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T(\d\d)[-:]?(\d\d)[-:]?(\d\d)(?:[.-]\d+)?Z")


def environment_of(variables: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Return what the environment says about the submission; raises UsageError.

    now: in UTC; counts if the tag of the submission does not tell its time.
    """
    missing = [name for name in _VARIABLES.values() if not variables.get(name)]
    if missing:
        raise UsageError(
            f"--report classroom50: {missing[0]} is not set. Classroom 50 sets it for autograders."
        )
    found = {field: variables[name] for field, name in _VARIABLES.items()}
    found["review"] = variables.get("REVIEW_URL") or found["commit"]
    owner = variables.get("OWNER") or variables.get("USERNAME")
    found |= {"owner": owner} if owner else {}
    kind = variables.get("ASSIGNMENT_TYPE")
    found |= {"assignment_type": kind} if kind else {}
    time = _TAG_TIME.search(found["submission"])
    found["datetime"] = (
        "{}-{}-{}T{}:{}:{}Z".format(*time.groups()) if time else f"{now:%Y-%m-%dT%H:%M:%SZ}"
    )
    return found


def make(presentation: Presentation, setting: Setting) -> Report:
    """Make both files on one learner."""
    checks = cases(presentation.book.learners[0], outline_of(presentation.book), presentation.hints)
    points, limits = whole_points(
        [case.points for case in checks], [case.max_points for case in checks]
    )
    is_adjusted = any(one.adjustments for one in presentation.book.learners[0].exercises)
    document = {
        "schema": SCHEMA,
        **setting.environment,
        "score": presentation.book.learners[0].score if is_adjusted else sum(points),
        "max-score": sum(limits),
        "tests": [
            _test(case, score, most)
            for case, score, most in zip(checks, points, limits, strict=True)
        ],
    }
    text = json.dumps(document, indent=1, ensure_ascii=setting.ascii_only)
    body = feedback(presentation.learners[0], presentation.hints)
    return Report({"": encoded(f"{text}\n"), BODY: encoded(_cut(body))})


def _test(case: Case, points: int, most: int) -> dict[str, Any]:
    return {
        "test-name": case.name,
        "passed": case.status is Status.PASSED,
        "score": points,
        "max-score": most,
        "status": case.status.value,
        "title": case.title,
        "message": case.message[:_MAX_TEXT],
        "hints": [hint[:_MAX_TEXT] for hint in case.hints],
    }


def _cut(body: str) -> str:
    """Return as many whole parts of the text, which blank lines separate, as a release takes."""
    if len(body) <= MAX_BODY:
        return body
    end = body.rfind("\n\n## ", 0, MAX_BODY)
    kept = body[:end] if end > 0 else ""
    return f"{kept}\n\nThe rest is too long for this page.\n"
