"""Turns a problem into a reason: the code and the details of why learner code gave no answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.judge.causes import cause_of, explanation_in
from grader.judge.learner_file import LearnerFile
from grader.judge.patterns import recognised
from grader.judge.syntax import recognised_syntax
from grader.judge.wording.problems import describe
from grader.protocol.problems import Kind, Problem
from grader.protocol.text import one_line
from grader.records import Place, Reason, Status

_CODES: Mapping[Kind, str] = {
    "undefined": "function.undefined",
    "exit": "process.exit",
    "crash": "process.ended",
    "protocol": "process.protocol",
    "unreadable": "source.unreadable",
    "timeout": "limit.time",
    "waited": "limit.waiting",
    "task_time": "limit.task_time",
    "total_time": "limit.total_time",
    "memory": "limit.memory",
    "file_size": "limit.file_size",
    "disk": "limit.disk",
    "files": "limit.files",
    "descriptors": "limit.descriptors",
    "threads": "limit.threads",
}


_OF_TIME = frozenset({"timeout", "waited", "task_time", "total_time"})


def status_of(problem: Problem) -> Status:
    """Return the status of a check whose question has this problem instead of an answer."""
    return Status.TIMEOUT if problem.kind in _OF_TIME else Status.ERROR


def reason_of(
    problem: Problem,
    subject: str,
    file: LearnerFile | None = None,
    *,
    function: str = "",
    is_later: bool = False,
) -> Reason:
    """Return the reason why `subject`, a call or the file itself, gave no answer.

    file: where the causes of undefined names are looked for. function: the one that was called.
    is_later: whether the same call returned before.
    """
    code, details = _explained(problem, file, function)
    details |= {"subject": subject, "is_later": is_later}
    cause = None if file is None else cause_of(problem, function, file)
    if cause is not None:
        cause_code, cause_details = _explained(cause)
        details["cause"] = {"code": cause_code, **cause_details}
    return Reason(code, details)


def note_on(problem: Problem, file: LearnerFile | None = None) -> str:
    """Return a line of text on a top-level statement that failed."""
    return one_line(describe(*_explained(problem, file)))


def place_of(problem: Problem) -> Place | None:
    """Return the learner's line that a problem comes from, if it is known."""
    if not problem.file:
        return None
    marked = (problem.column, problem.end_column, problem.excerpt)
    return Place(problem.file, problem.cell, problem.line, problem.source, *marked)


def _explained(
    problem: Problem, file: LearnerFile | None = None, function: str = ""
) -> tuple[str, dict[str, Any]]:
    """Return the code and the details of a problem, as far as the file shows its reason."""
    details = _details(problem)
    special = None if file is None else explanation_in(file, problem, function)
    if special is None and problem.kind not in ("exception", "syntax"):
        return _CODES[problem.kind], details
    recognise = recognised_syntax if problem.kind == "syntax" else recognised
    code, found = special or recognise(problem)
    return code, details | found


def _details(problem: Problem) -> dict[str, Any]:
    return {
        "type": problem.type_name,
        "message": problem.message,
        "file": problem.file,
        "cell": problem.cell,
        "line": problem.line,
        "source": problem.source,
        "column": problem.column,
        "end_column": problem.end_column,
        "excerpt": problem.excerpt,
        "limit": problem.limit,
        "exit_code": problem.exit_code,
    }
