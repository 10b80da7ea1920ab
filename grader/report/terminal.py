"""The report for people: one learner in full, a class as a table."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.judge.phrases import count
from grader.protocol.text import one_line
from grader.records import CheckResult, ExerciseResult, LearnerResult, Status
from grader.report.curve import draw_curve
from grader.report.presenter import (
    NextStep,
    Presentation,
    PresentedExercise,
    PresentedLearner,
    PresentedTask,
)

_LOOKS = {
    Status.PASSED: ("✔", "x", "green"),
    Status.FAILED: ("✘", "!", "red"),
    Status.ERROR: ("✘", "!", "red"),
    Status.TIMEOUT: ("✘", "!", "red"),
    Status.NOT_ATTEMPTED: ("·", "-", "dim"),
    Status.SKIPPED: ("·", "-", "dim"),
    Status.INTERNAL_ERROR: ("?", "?", "magenta"),
}

_MAX_NAME = 1_000
_WIDTH = 120
"""Columns of a report that does not go to a terminal."""


def write(presentation: Presentation, stream: TextIO) -> None:
    """Print the report: coloured and as wide as the terminal, or plain text for a file."""
    console = Console(file=stream, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH
    show(presentation, console)


def show(presentation: Presentation, console: Console) -> None:
    """Print the report on this console."""
    if len(presentation.learners) == 1:
        show_learner(presentation.learners[0], console, presentation.hints)
    else:
        console.print(_class_table(presentation))
        console.print(_class_summary(presentation))
        if presentation.book.key_digest is not None:
            told = f"Inputs were drawn with the key {presentation.book.key_digest}."
            console.print(Text(told, style="dim"))
    for note in presentation.book.notes:
        console.print(Text(f"Note: {_name(note)}", style="yellow"))


def show_learner(learner: PresentedLearner, console: Console, hints: int) -> None:
    """Print one learner's exercises, and what to do next."""
    ascii_only = console.options.ascii_only
    for exercise in learner.exercises:
        console.print(_exercise_heading(exercise.result))
        console.print(_exercise_table(exercise, hints, ascii_only=ascii_only))
        for task in exercise.tasks:
            curve = draw_curve(task.result.curve, ascii_only=ascii_only)
            if curve:
                console.print(Padding(Text("\n".join(curve), style="cyan"), (0, 0, 1, 2)))
        if exercise.result.notes:
            console.print(_notes(exercise.result))
        console.print()
    score, max_score = learner.result.score, learner.result.max_score
    total = Text.assemble(
        (f"{_name(learner.result.learner)}: ", "bold"),
        (_points(score, max_score), _score_style(score, max_score)),
    )
    console.print(total)
    console.print(_next_step(learner.next_step))


def _shown(text: str) -> str:
    """Return text that no CI service interprets as a command in its log.

    Such services interpret lines that begin with :: or ##[, and wrapping can put any word first.
    """
    return re.sub(r":(?=:)", ": ", text).replace("##[", "## [")


def _name(text: str) -> str:
    """Return a name or a note on one line, so that it cannot imitate other lines of the report."""
    return one_line(_shown(text))[:_MAX_NAME]


def _exercise_heading(exercise: ExerciseResult) -> Text:
    score, max_score = exercise.score, exercise.max_score
    return Text.assemble(
        (exercise.exercise, "bold"),
        f"  {exercise.title}  ",
        (_points(score, max_score), _score_style(score, max_score)),
    )


def _exercise_table(exercise: PresentedExercise, hints: int, *, ascii_only: bool) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 1), expand=True
    )
    table.add_column("", no_wrap=True)
    table.add_column("task", no_wrap=True, min_width=18)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("what the grader found", overflow="fold", ratio=1)
    for task in exercise.tasks:
        result = task.result
        mark, ascii_mark, style = _LOOKS[result.status]
        table.add_row(
            Text(ascii_mark if ascii_only else mark, style=style),
            Text(result.task, style="bold" if result.status is not Status.PASSED else ""),
            Text(f"{result.score}/{result.max_score}", style=style),
            Group(*_told(task, hints)),
        )
    return table


def _told(task: PresentedTask, hints: int) -> Iterator[RenderableType]:
    if task.repeats:
        yield Text("the same problem as above", style="dim")
    elif task.result.status is Status.PASSED:
        yield Text("passed", style="green")
    elif task.result.status is Status.NOT_ATTEMPTED:
        message = task.told[0].message if task.told else "not attempted yet"
        yield Text(_shown(message), style="dim")
    else:
        for check in task.told:
            yield from _check(check, hints)


def _check(check: CheckResult, hints: int) -> Iterator[RenderableType]:
    yield Text(f"{check.title}: ", style="bold") + Text(_shown(check.message), style="not bold")
    for hint in check.hints[:hints]:
        yield Text(f"Hint: {hint}", style="italic cyan")


def _notes(exercise: ExerciseResult) -> Padding:
    heading = "Lines that failed when the file was run. Code that needs them fails too:"
    lines = [Text(heading, style="yellow")]
    lines += [Text(f"- {_name(note)}", style="dim") for note in exercise.notes[:5]]
    if len(exercise.notes) > 5:
        lines.append(Text(f"- and {len(exercise.notes) - 5} more", style="dim"))
    return Padding(Group(*lines), (0, 0, 1, 2))


def _next_step(step: NextStep) -> Text:
    if step.kind == "done":
        return Text("Everything passed. Well done!", style="bold green")
    if step.kind == "internal error":
        told = "Some checks had an internal error of the grader. They cost no points."
        return Text(told, style="magenta")
    verb = "Fix first" if step.kind == "fix" else "Next"
    return Text.assemble((f"{verb}: ", "bold"), f"{step.task} in {_name(step.file)}")


def _class_table(presentation: Presentation) -> Table:
    learners = presentation.learners
    names = sorted({e.result.exercise for learner in learners for e in learner.exercises})
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("learner", overflow="fold")
    for name in names:
        table.add_column(name, justify="right")
    table.add_column("points", justify="right")
    table.add_column("fix first", overflow="fold")
    for learner in learners:
        by_name = {exercise.result.exercise: exercise.result for exercise in learner.exercises}
        table.add_row(
            Text(_name(learner.result.learner)),
            *(_cell(by_name.get(name)) for name in names),
            _cell(learner.result),
            Text(_fix_first(learner.next_step), style="dim"),
        )
    return table


def _cell(result: ExerciseResult | LearnerResult | None) -> Text:
    if result is None:
        return Text("")
    style = _score_style(result.score, result.max_score)
    return Text(f"{result.score}/{result.max_score}", style=style)


def _fix_first(step: NextStep) -> str:
    if step.kind in ("fix", "begin"):
        return f"{step.task}: {step.status.value.replace('_', ' ')}"
    return "" if step.kind == "done" else step.kind


def _class_summary(presentation: Presentation) -> Group:
    results = [learner.result for learner in presentation.learners]
    perfect = sum(0 < result.max_score == result.score for result in results)
    lines = [
        Text(
            f"{count(len(results), 'learner')}, {perfect} with all points. "
            "For the full report on one, grade that folder alone. For all, use --json FILE."
        )
    ]
    if presentation.commonest:
        lines.append(Text("Most common mistakes:", style="bold"))
    for mistake in presentation.commonest:
        learners = count(mistake.learners, "learner")
        lines.append(Text(f"- {learners}: {_name(mistake.example)} ({mistake.code})", style="dim"))
    return Group(*lines)


def _points(score: int, max_score: int) -> str:
    return f"{score} of {count(max_score, 'point')}"


def _score_style(score: int, max_score: int) -> str:
    if not max_score:
        return "magenta"  # every check had an internal error
    if score == max_score:
        return "bold green"
    return "yellow" if score else "red"
