"""Feedback for each learner as Markdown: a folder with a file for each, or one file.

A file of a folder begins with a comment, by which the next run knows that it may replace it.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from grader.judge.phrases import count
from grader.records import Status
from grader.report.adjustments import told_adjustments
from grader.report.cases import NOT_HANDED_IN
from grader.report.curve import draw_curve
from grader.report.diagnostics import Diagnostic, diagnostics, where
from grader.report.markdown_text import code, code_block, escaped
from grader.report.presenter import (
    NextStep,
    Presentation,
    PresentedExercise,
    PresentedLearner,
    PresentedTask,
)
from grader.report.report import Report, Setting, encoded

MARKER = "<!-- feedback by dl-grader -->"

STATUSES = {
    Status.PASSED: "✔ passed",
    Status.FAILED: "✘ failed",
    Status.ERROR: "✘ error",
    Status.TIMEOUT: "✘ time limit",
    Status.NOT_ATTEMPTED: "· not attempted yet",
    Status.SKIPPED: "· skipped",
    Status.INTERNAL_ERROR: "? internal error, costs no points",
}
"""A mark and words for each status."""

_MAX_STEM = 80
_UNSAFE = re.compile(r"[^\w .,()@+-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_MAX_NOTES = 5


def make(presentation: Presentation, setting: Setting) -> Report:
    """Make the feedback: on one file if the setting says so, otherwise on one for each learner."""
    pages = [feedback(learner, presentation.hints) for learner in presentation.learners]
    if setting.one_file:
        return Report({"": encoded("\n".join(pages))})
    names = file_names(learner.result.learner for learner in presentation.learners)
    return Report(
        {name: encoded(f"{MARKER}\n\n{page}") for name, page in zip(names, pages, strict=True)}
    )


def file_names(learners: Iterable[str]) -> list[str]:
    """Return a different name of a file for each learner, which every system can hold."""
    taken: set[str] = set()
    variants: dict[str, Iterator[str]] = {}
    names = []
    for learner in learners:
        stem = _stem(learner)
        numbered = variants.setdefault(stem.casefold(), _numbered(stem))
        name = next(one for one in numbered if one.casefold() not in taken)
        taken.add(name.casefold())
        names.append(f"{name}.md")
    return names


def _numbered(stem: str) -> Iterator[str]:
    """Yield the name, then the name with the numbers from 2 on."""
    yield stem
    for number in itertools.count(2):
        yield f"{stem} ({number})"


def _stem(learner: str) -> str:
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", learner))[:_MAX_STEM].strip(" .")
    return f"_{plain}" if not plain or _RESERVED.fullmatch(plain) else plain


def feedback(learner: PresentedLearner, hints: int) -> str:
    """Return the feedback for one learner. It contains no path of the machine that graded."""
    result = learner.result
    lines = [f"# {escaped(result.learner)}: {_points(result.score, result.max_score)}", ""]
    lines += [_next_step(learner.next_step), ""]
    lines += [f"{escaped(note)}\n" for note in result.notes]
    for exercise in learner.exercises:
        lines += [*_exercise(exercise), ""]
        for told in told_adjustments(exercise.result):
            lines += [escaped(told), ""]
        for task in exercise.tasks:
            below = "\n".join(_below(task, hints)).rstrip("\n")
            lines += [f"### {escaped(task.result.task)}", "", below, ""] if below else []
        lines += list(_notes(exercise))
    return "\n".join(lines).rstrip("\n") + "\n"


def _points(score: int, most: int) -> str:
    return f"{score} of {count(most, 'point')}"


def _next_step(step: NextStep) -> str:
    if step.kind == "done":
        return "Everything passed. Well done!"
    if step.kind == "internal error":
        return "Some checks had an internal error of the grader. They cost no points."
    verb = "Fix first" if step.kind == "fix" else "Next"
    where_it_is = f" in {escaped(PurePath(step.file).name)}" if step.file else ""
    return f"**{verb}:** {escaped(step.task)}{where_it_is}"


def _exercise(exercise: PresentedExercise) -> Iterator[str]:
    result = exercise.result
    heading = f"## {escaped(result.exercise)}: {escaped(result.title)}"
    yield from (f"{heading} ({_points(result.score, result.max_score)})", "")
    if not result.file:
        yield from (NOT_HANDED_IN, "")
    yield from ("| task | result | points |", "|:--|:--|--:|")
    for task in exercise.tasks:
        one = task.result
        told = STATUSES[one.status] + (": the same problem as above" if task.repeats else "")
        yield f"| {escaped(one.task)} | {told} | {one.score}/{one.max_score} |"


def _below(task: PresentedTask, hints: int) -> Iterator[str]:
    if task.result.status is Status.INTERNAL_ERROR:
        yield from ("This had an internal error of the grader. It costs no points.", "")
    for one in diagnostics(task.told):
        yield from _diagnostic(one, hints)
    curve = draw_curve(task.result.curve)
    if curve:
        yield from code_block(line.rstrip() for line in curve)


def _diagnostic(one: Diagnostic, hints: int) -> Iterator[str]:
    """Yield the lines of a diagnostic: each part is a paragraph."""
    if one.title:
        yield from (f"**{escaped(one.title)}**", "")
    if one.told:
        yield from (escaped(one.told), "")
    if one.quote is not None:
        yield from (f"{escaped(where(one.quote))}:", "", *code_block([one.quote.source]), "")
    if one.comparison is not None:
        comparison = one.comparison
        yield f"- call: {code(comparison.call)}"
        yield f"- expected: {code(comparison.expected)}"
        yield from (f"- returned: {code(comparison.returned)}", "")
    if one.advice:
        yield from (escaped(one.advice), "")
    if one.cause is not None:
        yield from _diagnostic(one.cause, 0)
    for hint in one.hints[:hints]:
        yield from (f"*Hint:* {escaped(hint)}", "")


def _notes(exercise: PresentedExercise) -> Iterator[str]:
    notes = exercise.result.notes
    if not notes:
        return
    yield from ("Lines that Python could not read or run. Code that needs them fails too:", "")
    for note in notes[:_MAX_NOTES]:
        yield f"- {escaped(note)}"
    if len(notes) > _MAX_NOTES:
        yield f"- and {len(notes) - _MAX_NOTES} more"
    yield ""
