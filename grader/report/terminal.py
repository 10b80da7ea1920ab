"""The report for people, on a terminal: one learner in full, or a class as a table."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

import msgspec
from rich.console import Console
from rich.text import Text

from grader.records import Diagnosis, ExerciseResult, Status
from grader.report.adjustments import told_adjustments
from grader.report.by_name import the_learner
from grader.report.class_table import class_summary, class_table
from grader.report.column import Column, harmless
from grader.report.curve import draw_comparison, draw_curve
from grader.report.diagnostics import Diagnostic, diagnostics, where
from grader.report.looks import look, points_style, shown_name, shown_points
from grader.report.presenter import (
    NextStep,
    Presentation,
    PresentedExercise,
    PresentedLearner,
    PresentedTask,
)
from grader.report.report import Setting

_CLASS_WIDTH = 120
"""Columns of the table of a class that does not go to a terminal."""

_MAX_NOTES = 5


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
        console.print(class_table(presentation))
        lines = list(class_summary(presentation, column, how_to_see_one))
    for note in presentation.book.notes:
        lines += column.wrapped(Text(f"Note: {shown_name(note)}", style="yellow"))
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
        (f"{shown_name(learner.result.learner)}: ", "bold"),
        (shown_points(score, max_score), points_style(score, max_score)),
    )
    yield from column.wrapped(total)
    for note in learner.result.notes:
        yield from column.wrapped(Text(f"Note: {shown_name(note)}", style="yellow"))
    yield from column.wrapped(_next_step(learner.next_step))


def task_lines(task: PresentedTask, column: Column, hints: int) -> list[Text]:
    """Return the lines on one task alone: its status, and below what there is to say about it."""
    told = () if task.result.status is Status.NOT_ATTEMPTED else task.told
    parts = diagnostics(told)
    below = list(_below(task, parts, column, hints))
    heading = _task_heading(task, len(task.result.task), column)
    lines = column.beside(heading, _state(task, parts))
    return [*lines, Text(), *below] if below else lines


def _exercise_heading(exercise: ExerciseResult) -> Text:
    score, max_score = exercise.score, exercise.max_score
    return Text.assemble(
        (exercise.exercise, "bold"),
        f"  {harmless(exercise.title)}  ",
        (shown_points(score, max_score), points_style(score, max_score)),
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
    mark, style, _ = look(result.status, ascii_only=column.ascii_only)
    return Text.assemble(
        "  ",
        (mark, style),
        " ",
        (result.task.ljust(widest), "" if result.status is Status.PASSED else "bold"),
        "  ",
        (f"{result.score}/{result.max_score}", style),
    )


def _state(task: PresentedTask, parts: list[Diagnostic]) -> Text:
    """Return what stands beside a task: its status, and its place if no line below names it."""
    _, style, state = look(task.result.status, ascii_only=False)
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
        yield from column.wrapped(Text(shown_name(told), style="yellow"), "  ")


def _notes(exercise: ExerciseResult, column: Column) -> Iterator[Text]:
    if not exercise.notes:
        return
    heading = "Lines that Python could not read or run. Code that needs them fails too:"
    yield Text()
    yield from column.wrapped(Text(heading, style="yellow"), "  ")
    for note in exercise.notes[:_MAX_NOTES]:
        yield from column.wrapped(Text(shown_name(note), style="dim"), "  - ")
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
    where_it_is = f" in {shown_name(step.file)}" if step.file else ""
    return Text.assemble((f"{verb}: ", "bold"), f"{step.task}{where_it_is}")
