"""Annotations for GitHub Actions on standard output, and a job summary.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands describes both.
A text of an annotation cannot begin another command, since it has no line ends: they are escaped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from grader.judge.phrases import count
from grader.protocol.text import one_line
from grader.records import CheckResult, ExerciseResult, LearnerResult, Status
from grader.report.cases import outline_of
from grader.report.markdown import feedback
from grader.report.markdown_text import escaped
from grader.report.presenter import Presentation, PresentedTask
from grader.report.report import Report, Setting, encoded

MOST = 10
"""GitHub shows this many annotations of each kind for a step."""

MAX_SUMMARY = 1024 * 1024
"""The most bytes in a job summary. GitHub drops a larger one."""

_KINDS = {
    Status.FAILED: "error",
    Status.ERROR: "error",
    Status.TIMEOUT: "error",
    Status.NOT_ATTEMPTED: "notice",
}
_TOO_LONG = "\n\nThe rest is too long for this summary.\n"
_MAX_TEXT = 4_000


@dataclass(frozen=True)
class Annotation:
    """A remark on a line of a file. line: 0 if unknown. kind: error, warning or notice."""

    kind: str
    file: str
    line: int
    title: str
    message: str


def make(presentation: Presentation, setting: Setting) -> Report:
    """Make the annotations, and the summary: the feedback of one learner, or a table of several."""
    folder = setting.environment.get("folder", "")
    printed = "".join(f"{_command(one)}\n" for one in _few(_annotations(presentation, folder)))
    if len(presentation.learners) == 1:
        summary = feedback(presentation.learners[0], presentation.hints)
    else:
        summary = "\n".join(_table(presentation))
    return Report({"": _bounded(summary, MAX_SUMMARY - setting.size)}, printed)


def _annotations(presentation: Presentation, folder: str) -> Iterator[Annotation]:
    for learner in presentation.learners:
        for exercise in learner.exercises:
            file = _below(exercise.result.file, folder)
            for task in exercise.tasks:
                yield from _of_task(task, file)


def _of_task(task: PresentedTask, file: str) -> Iterator[Annotation]:
    result = task.result
    if result.status is Status.INTERNAL_ERROR:
        told = "Internal error of the grader. It costs no points."
        yield Annotation("warning", file, 0, result.task, told)
    elif result.status is Status.NOT_ATTEMPTED:
        told = task.told[0].message if task.told else "Not attempted yet."
        yield Annotation("notice", file, 0, result.task, told)
        return
    for check in task.told:
        if check.status is not Status.INTERNAL_ERROR:
            yield _of_check(check, result.task, file)


def _of_check(check: CheckResult, task: str, file: str) -> Annotation:
    place = check.place
    # A line of a notebook's cell is no line of its file.
    line = 0 if place is None or place.cell else place.line
    return Annotation(_KINDS[check.status], file, line, f"{task}: {check.title}", check.message)


def _few(annotations: Iterator[Annotation]) -> Iterator[Annotation]:
    """Yield at most as many of each kind as GitHub shows. The last tells how many are left out."""
    by_kind: dict[str, list[Annotation]] = defaultdict(list)
    for one in annotations:
        by_kind[one.kind].append(one)
    for kind, several in by_kind.items():
        if len(several) <= MOST:
            yield from several
        else:
            yield from several[: MOST - 1]
            left = len(several) - MOST + 1
            yield Annotation(kind, "", 0, "", f"and {left} more, which are not shown here")


def _command(one: Annotation) -> str:
    properties = {
        "file": one.file,
        "line": str(one.line or ""),
        "title": one_line(one.title)[:_MAX_TEXT],
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{one.kind} {told}::{_data(one_line(one.message)[:_MAX_TEXT])}".replace(" ::", "::")


def _data(text: str) -> str:
    # The old form of commands, ##[error], counts anywhere in a line.
    harmless = text.replace("##[", "## [")
    return harmless.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _below(file: str, folder: str) -> str:
    """Return the path of a file within the checkout, if it is in there."""
    path = PurePath(file)
    if folder and path.is_relative_to(folder):
        return str(path.relative_to(folder))
    return str(path)


def _table(presentation: Presentation) -> Iterator[str]:
    outline = outline_of(presentation.book)
    names = [exercise.exercise for exercise in outline]
    results = [learner.result for learner in presentation.learners]
    perfect = sum(0 < one.max_score == one.score for one in results)
    yield from (f"# {count(len(results), 'learner')}, {perfect} with all points", "")
    yield f"| learner | {' | '.join(map(escaped, names))} | points |"
    yield f"|:--|{'--:|' * (len(names) + 1)}"
    for result in results:
        by_name = {exercise.exercise: exercise for exercise in result.exercises}
        cells = [_cell(by_name.get(name)) for name in names]
        yield f"| {escaped(result.learner)} | {' | '.join(cells)} | {_cell(result)} |"
    yield ""


def _cell(result: ExerciseResult | LearnerResult | None) -> str:
    if result is None:
        return ""
    tasks = (
        result.tasks
        if isinstance(result, ExerciseResult)
        else [task for exercise in result.exercises for task in exercise.tasks]
    )
    broken = any(task.status is Status.INTERNAL_ERROR for task in tasks)
    return f"{result.score}/{result.max_score}{' (internal error)' if broken else ''}"


def _bounded(summary: str, room: int) -> bytes:
    """Return the summary, cut after a whole line if it is larger than the room."""
    content = encoded(summary)
    if len(content) <= room:
        return content
    end = encoded(_TOO_LONG)
    kept = content[: max(room - len(end), 0)]
    return kept[: kept.rfind(b"\n\n") + 1] + end if len(end) <= room else b""
