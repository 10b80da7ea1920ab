"""`grade report FILE.db FORMAT...`: reports from a gradebook."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from grader.commands.gradebooks import open_book
from grader.commands.keep import say
from grader.commands.reports import prepare
from grader.errors import UsageError
from grader.grades.settings import Changes
from grader.judge.phrases import count
from grader.report.formats import Output
from grader.report.presentable import presentable
from grader.report.write import require_learner, require_one_learner, require_writable, write

_BY_ACCOUNT = ("canvas", "moodle", "moodle-feedback")


def report(
    target: str,
    outputs: Sequence[Output],
    *,
    course: str | None = None,
    changes: Changes | None = None,
    anonymous: bool = False,
) -> int:
    """Write these reports on the grades in a gradebook; return the exit code. Raises GraderError.

    changes: of due dates, late policy and points, for these reports only.
    """
    for output in outputs:
        if anonymous and output.format in _BY_ACCOUNT:
            raise UsageError(
                f"--anonymous: {output.format} finds learners by their accounts. Leave one of both."
            )
    _require_another_file(outputs, target)
    require_writable(outputs)
    with open_book(target, course) as opened:
        prepare(outputs, [one.exercise for one in opened.verdicts.outline])
        book = opened.grades(changes)
        if anonymous:
            book = opened.anonymous(book)
        names = [one.learner for one in book.learners]
        require_one_learner(outputs, len(names))
        require_learner(outputs, names)
        told = [_telling_how_to_see_one(output, target) for output in outputs]
        write(presentable(book, told), told)
    learners = count(len(book.learners), "learner")
    for output in (one for one in outputs if one.file is not None):
        say(f"{output.file}: written as {output.format}, {learners}.")
    for note in book.notes if all(one.form is not None for one in outputs) else ():
        say(note)
    return 0


def _telling_how_to_see_one(output: Output, target: str) -> Output:
    shown = "FILE.db" if "://" in target else shlex.quote(target)
    setting = replace(output.setting, how_to_see_one=f"run: grade show {shown} NAME")
    return replace(output, setting=setting)


def _require_another_file(outputs: Sequence[Output], target: str) -> None:
    gradebook = Path(target).resolve()
    for path in (path for output in outputs for path in output.paths()):
        if path.resolve() == gradebook:
            raise UsageError(f"{path}: cannot write the report: this is the gradebook.")
