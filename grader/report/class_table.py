"""The report for people on a class: a table, and what is common."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.table import Table
from rich.text import Text

from grader.judge.phrases import count
from grader.records import ExerciseResult, LearnerResult
from grader.report.column import Column
from grader.report.looks import points_style, shown_name
from grader.report.presenter import Presentation, PresentedLearner


def class_table(presentation: Presentation) -> Table:
    """Return the table of a class, with a row for each learner."""
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
            Text(shown_name(learner.result.learner)),
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
        return shown_name(notes[0])
    if step.kind in ("fix", "begin"):
        return f"{step.task}: {step.status.value.replace('_', ' ')}"
    return "" if step.kind == "done" else step.kind


def class_summary(
    presentation: Presentation, column: Column, how_to_see_one: str
) -> Iterator[Text]:
    """Yield what is said below the table of a class."""
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
        told = f"{learners}: {shown_name(mistake.example)} ({mistake.code})"
        yield from column.wrapped(Text(told, style="dim"), "- ")
    if presentation.book.key_digest is not None:
        told = f"Inputs were drawn with the key {presentation.book.key_digest}."
        yield from column.wrapped(Text(told, style="dim"))
