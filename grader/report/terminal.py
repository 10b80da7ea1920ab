"""The report for people: one learner in full, a class as a table."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.judge.phrases import count
from grader.protocol.text import one_line
from grader.records import Diagnosis, ExerciseResult, LearnerResult, Status
from grader.report.adjustments import told_adjustments
from grader.report.by_name import the_learner
from grader.report.column import Column, harmless
from grader.report.curve import draw_comparison, draw_curve
from grader.report.diagnostics import Diagnostic, diagnostics, where
from grader.report.presenter import (
    NextStep,
    Presentation,
    PresentedExercise,
    PresentedLearner,
    PresentedTask,
)
from grader.report.report import Setting

_LOOKS = {
    Status.PASSED: ("✔", "+", "green", "passed"),
    Status.FAILED: ("✘", "x", "red", "failed"),
    Status.ERROR: ("✘", "x", "red", "error"),
    Status.TIMEOUT: ("✘", "x", "red", "time limit"),
    Status.NOT_ATTEMPTED: ("·", "-", "dim", "not attempted yet"),
    Status.SKIPPED: ("·", "-", "dim", "skipped"),
    Status.INTERNAL_ERROR: ("?", "?", "magenta", "internal error"),
}
"""The mark of each status, the same in ASCII, its colour, and the word for it."""

_MAX_NAME = 1_000
_CLASS_WIDTH = 120
"""Columns of the table of a class that does not go to a terminal."""

_MAX_NOTES = 5


def look(status: Status, *, ascii_only: bool) -> tuple[str, str, str]:
    """Return the mark of a status, its style, and the word for it."""
    mark, ascii_mark, style, word = _LOOKS[status]
    return ascii_mark if ascii_only else mark, style, word


def points_style(score: int, max_score: int) -> str:
    """Return the style in which points are shown."""
    if not max_score:
        return "magenta"  # every check had an internal error
    if score == max_score:
        return "bold green"
    return "yellow" if score else "red"


def write(presentation: Presentation, stream: TextIO, setting: Setting) -> None:
    """Print the report: coloured on a terminal, or plain text for a file."""
    console = Console(file=stream, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _CLASS_WIDTH
    shown = only(presentation, setting.learner) if setting.learner else presentation
    show(shown, console, setting.how_to_see_one)


def only(presentation: Presentation, learner: str) -> Presentation:
    """Return what to show of one learner alone; raises UsageError if none is meant."""
    names = [one.result.learner for one in presentation.learners]
    name = the_learner(learner, names, learner)
    notes = tuple(note for note in presentation.book.notes if name in note)
    return replace(
        presentation,
        book=msgspec.structs.replace(presentation.book, notes=notes),
        learners=(presentation.learners[names.index(name)],),
    )


def show(
    presentation: Presentation, console: Console, how_to_see_one: str = Setting().how_to_see_one
) -> None:
    """Print the report on this console."""
    column = Column(console)
    if len(presentation.learners) == 1:
        lines = list(_learner(presentation.learners[0], column, presentation.hints))
    else:
        console.print(_class_table(presentation))
        lines = list(_class_summary(presentation, column, how_to_see_one))
    for note in presentation.book.notes:
        lines += column.wrapped(Text(f"Note: {_name(note)}", style="yellow"))
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _learner(learner: PresentedLearner, column: Column, hints: int) -> Iterator[Text]:
    """Yield the lines on one learner's exercises, and on what to do next."""
    for exercise in learner.exercises:
        yield from column.wrapped(_exercise_heading(exercise.result))
        yield Text()
        if not exercise.result.file:
            yield from column.wrapped(Text("no file was handed in", style="dim"), "  ")
            yield from _adjustments(exercise.result, column)
            yield Text()
            continue
        yield from _tasks(exercise, column, hints)
        yield from _adjustments(exercise.result, column)
        yield from _notes(exercise.result, column)
        yield from _diagnoses(exercise.result, column)
        yield Text()
    score, max_score = learner.result.score, learner.result.max_score
    total = Text.assemble(
        (f"{_name(learner.result.learner)}: ", "bold"),
        (_points(score, max_score), points_style(score, max_score)),
    )
    yield from column.wrapped(total)
    for note in learner.result.notes:
        yield from column.wrapped(Text(f"Note: {_name(note)}", style="yellow"))
    yield from column.wrapped(_next_step(learner.next_step))


def task_lines(task: PresentedTask, column: Column, hints: int) -> list[Text]:
    """Return the lines on one task alone: its status, and below what there is to say about it."""
    told = () if task.result.status is Status.NOT_ATTEMPTED else task.told
    parts = diagnostics(told)
    below = list(_below(task, parts, column, hints))
    heading = _task_heading(task, len(task.result.task), column)
    lines = column.beside(heading, _state(task, parts))
    return [*lines, Text(), *below] if below else lines


def _name(text: str) -> str:
    """Return a name or a note on one line, so that it cannot imitate other lines of the report."""
    return one_line(harmless(text))[:_MAX_NAME]


def _exercise_heading(exercise: ExerciseResult) -> Text:
    score, max_score = exercise.score, exercise.max_score
    return Text.assemble(
        (exercise.exercise, "bold"),
        f"  {harmless(exercise.title)}  ",
        (_points(score, max_score), points_style(score, max_score)),
    )


def _tasks(exercise: PresentedExercise, column: Column, hints: int) -> Iterator[Text]:
    """Yield a line for each task, and what there is to say about it below, between blank lines."""
    widest = max((len(task.result.task) for task in exercise.tasks), default=0)
    above: list[Text] = []
    for number, task in enumerate(exercise.tasks):
        told = () if task.result.status is Status.NOT_ATTEMPTED else task.told
        parts = diagnostics(told)
        below = list(_below(task, parts, column, hints))
        if number and (above or below):
            yield Text()
        yield from column.beside(_task_heading(task, widest, column), _state(task, parts))
        yield from (Text(), *below) if below else ()
        above = below


def _task_heading(task: PresentedTask, widest: int, column: Column) -> Text:
    result = task.result
    mark, ascii_mark, style, _ = _LOOKS[result.status]
    return Text.assemble(
        "  ",
        (ascii_mark if column.ascii_only else mark, style),
        " ",
        (result.task.ljust(widest), "" if result.status is Status.PASSED else "bold"),
        "  ",
        (f"{result.score}/{result.max_score}", style),
    )


def _state(task: PresentedTask, parts: list[Diagnostic]) -> Text:
    """Return what stands beside a task: its status, and its place if no line below names it."""
    *_, style, state = _LOOKS[task.result.status]
    if task.repeats:
        return Text(f"{state}: the same problem as above", style="dim")
    if task.result.status is Status.NOT_ATTEMPTED and task.told:
        return Text(harmless(task.told[0].message), style=style)
    place = task.told[0].place if parts and parts[0].quote is None else None
    return Text(harmless(f"{state} ({where(place)})") if place else state, style=style)


def _below(
    task: PresentedTask, parts: list[Diagnostic], column: Column, hints: int
) -> Iterator[Text]:
    for number, diagnostic in enumerate(parts):
        yield from [Text()] if number else []
        yield from column.diagnostic(diagnostic, hints)
    indent = "    "
    curve = draw_curve(
        task.result.curve, ascii_only=column.ascii_only, width=column.width - len(indent)
    )
    yield from [Text()] if parts and curve else []
    yield from (Text(f"{indent}{line}".rstrip(), style="cyan") for line in curve)
    if task.result.diagnosis is not None:
        yield from [Text()] if parts or curve else []
        yield from _diagnosis(task.result.diagnosis, column, indent)


def _diagnosis(diagnosis: Diagnosis, column: Column, indent: str) -> Iterator[Text]:
    """Yield the sentence on a training that failed, and its curves."""
    place = diagnosis.place
    begin = "Why it does not learn" if place is None else f"The fit at {where(place)}"
    yield from column.wrapped(Text(harmless(f"{begin}: {diagnosis.message}")), indent)
    curves = draw_comparison(
        diagnosis.curve_before, diagnosis.curve_after, ascii_only=column.ascii_only
    )
    yield from (Text(f"{indent}{line}", style="cyan") for line in curves)


def _adjustments(exercise: ExerciseResult, column: Column) -> Iterator[Text]:
    for number, told in enumerate(told_adjustments(exercise)):
        yield from () if number else [Text()]
        yield from column.wrapped(Text(_name(told), style="yellow"), "  ")


def _notes(exercise: ExerciseResult, column: Column) -> Iterator[Text]:
    if not exercise.notes:
        return
    heading = "Lines that Python could not read or run. Code that needs them fails too:"
    yield Text()
    yield from column.wrapped(Text(heading, style="yellow"), "  ")
    for note in exercise.notes[:_MAX_NOTES]:
        yield from column.wrapped(Text(_name(note), style="dim"), "  - ")
    if len(exercise.notes) > _MAX_NOTES:
        yield Text(f"  - and {len(exercise.notes) - _MAX_NOTES} more", style="dim")


def _diagnoses(exercise: ExerciseResult, column: Column) -> Iterator[Text]:
    for diagnosis in exercise.diagnoses:
        yield Text()
        yield from _diagnosis(diagnosis, column, "  ")


def _next_step(step: NextStep) -> Text:
    if step.kind == "done":
        return Text("Everything passed. Well done!", style="bold green")
    if step.kind == "internal error":
        told = "Some checks had an internal error of the grader. They cost no points."
        return Text(told, style="magenta")
    verb = "Fix first" if step.kind == "fix" else "Next"
    where_it_is = f" in {_name(step.file)}" if step.file else ""
    return Text.assemble((f"{verb}: ", "bold"), f"{step.task}{where_it_is}")


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
            Text(_fix_first(learner), style="dim"),
        )
    return table


def _cell(result: ExerciseResult | LearnerResult | None) -> Text:
    if result is None:
        return Text("")
    style = points_style(result.score, result.max_score)
    return Text(f"{result.score}/{result.max_score}", style=style)


def _fix_first(learner: PresentedLearner) -> str:
    step, notes = learner.next_step, learner.result.notes
    if notes and learner.handed_in_nothing:
        return _name(notes[0])
    if step.kind in ("fix", "begin"):
        return f"{step.task}: {step.status.value.replace('_', ' ')}"
    return "" if step.kind == "done" else step.kind


def _class_summary(
    presentation: Presentation, column: Column, how_to_see_one: str
) -> Iterator[Text]:
    results = [learner.result for learner in presentation.learners]
    perfect = sum(0 < result.max_score == result.score for result in results)
    yield from column.wrapped(
        Text(
            f"{count(len(results), 'learner')}, {perfect} with all points. "
            f"For the full report on one, {how_to_see_one}."
        )
    )
    if presentation.commonest:
        yield Text("Most common mistakes:", style="bold")
    for mistake in presentation.commonest:
        learners = count(mistake.learners, "learner")
        told = f"{learners}: {_name(mistake.example)} ({mistake.code})"
        yield from column.wrapped(Text(told, style="dim"), "- ")
    if presentation.book.key_digest is not None:
        told = f"Inputs were drawn with the key {presentation.book.key_digest}."
        yield from column.wrapped(Text(told, style="dim"))


def _points(score: int, max_score: int) -> str:
    return f"{score} of {count(max_score, 'point')}"
