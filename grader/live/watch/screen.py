"""What the learner sees: the one thing to do now, the progress and the keys."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from grader.live.watch.solutions import solution_lines
from grader.live.watch.view import View
from grader.protocol.text import one_line
from grader.records import Status, TaskResult
from grader.report.column import Column, harmless
from grader.report.looks import look
from grader.report.presenter import presented_task
from grader.report.terminal import task_lines

_BAR = 30
_MAX_TITLE = 60


class Screen:
    """Makes the lines of the screen. where: what is watched, as the learner named it."""

    def __init__(self, where: str) -> None:
        self._where = one_line(where)

    def lines(self, view: View) -> list[str]:
        """Return the lines for a terminal of its present size, with its colours."""
        size = shutil.get_terminal_size()
        console = Console(
            file=io.StringIO(),
            force_terminal=True,
            width=max(size.columns - 1, 20),  # The last column is left free: some terminals wrap.
            no_color="NO_COLOR" in os.environ,
            highlight=False,
            legacy_windows=False,
        )
        column = Column(console)
        above = [*self._heading(view, column), Text(), *_now(view, column)]
        below = [Text(), *_progress(view, column), Text(), _keys(view)]
        shown = _fitted(above, below, size.lines)
        with console.capture() as captured:
            for line in shown:
                console.print(line, no_wrap=True, overflow="crop", crop=True)
        return captured.get().rstrip("\n").split("\n")

    def _heading(self, view: View, column: Column) -> Iterator[Text]:
        starting = "" if view.is_ready else "   TensorFlow is starting"
        yield from column.wrapped(
            Text.assemble(("grade watch ", "bold"), (self._where, "bold cyan"), (starting, "dim"))
        )
        if view.notice:
            yield from column.wrapped(Text(harmless(view.notice), style="yellow"))


def _now(view: View, column: Column) -> Iterator[Text]:
    """Yield the lines on what to do now."""
    checked = view.checked.get(view.exercise)
    if view.is_listing:
        yield from _listing(view, column)
        return
    if view.is_solved and view.passed is not None:
        yield from solution_lines(view.course, *view.passed, column)
        return
    if view.passed is not None and view.passed[0] in view.checked:
        exercise, task = view.passed
        result = view.results(exercise).get(task)
        if result is not None and result.status is Status.PASSED and result != view.now:
            yield from task_lines(presented_task(result), column, 0)
            yield Text()
    if checked is None:
        if view.checked or view.has_gone:
            why = Text(f"There is no file for {view.exercise} here.", style="yellow")
        else:
            why = Text("Reading the exercises.", style="dim")
        yield from column.wrapped(why)
        return
    if view.running:
        told = Text(f"running {', '.join(view.running)}", style="cyan")
        yield from column.wrapped(told, "  ~ " if column.ascii_only else "  … ")
    now = view.now
    if now is not None:
        yield from [Text()] if view.running else []
        yield from _to_do(view, now, column)
    elif not view.running:
        yield from _finished(view, column)


def _to_do(view: View, now: TaskResult, column: Column) -> Iterator[Text]:
    if now.status is Status.NOT_ATTEMPTED:
        place = next((check.place for check in now.checks if check.place), None)
        line = f", line {place.line}" if place is not None and place.line else ""
        told = Text.assemble(
            ("Next: ", "bold"),
            (now.task, "bold"),
            f" in {view.checked[view.exercise].result.file}{line}",
        )
        yield from column.wrapped(told)
        presented = presented_task(now)
        if presented.told:
            yield from column.wrapped(Text(presented.told[0].message), "  ")
        return
    presented = presented_task(now)
    first = replace(presented, told=presented.told[:1])
    yield from task_lines(first, column, view.hints)
    others = len(presented.told) - 1
    if others > 0:
        more = "One more check" if others == 1 else f"{others} more checks"
        yield Text()
        yield Text(f"    {more} did not pass.", style="dim")


def _finished(view: View, column: Column) -> Iterator[Text]:
    if all(map(view.is_done, view.course.names)):
        yield from column.wrapped(Text("Everything passed. Well done!", style="bold green"))
    elif view.is_done(view.exercise):
        told = f"Everything in {view.exercise} passed."
        yield from column.wrapped(Text(told, style="bold green"))
    else:
        told = "Some checks had an internal error of the grader. They cost no points."
        yield from column.wrapped(Text(told, style="magenta"))


def _progress(view: View, column: Column) -> Iterator[Text]:
    """Yield a line for each exercise, and a bar for all."""
    widest = max(map(len, view.course.names))
    score = total = 0
    for number, exercise in enumerate(view.course.exercises, 1):
        marks, points = Text(), 0
        running = view.checked[exercise.name].running if exercise.name in view.checked else ()
        for task in exercise.tasks:
            known = view.known(exercise.name, task.name)
            points += known.score if known is not None else 0
            if task.name in running:
                marks.append("~" if column.ascii_only else "…", style="cyan")
            else:
                status = Status.NOT_ATTEMPTED if known is None else known.status
                marks.append_text(_mark(status, column))
        is_here = exercise.name == view.exercise
        pointer = (">" if column.ascii_only else "▸") if is_here else " "
        yield Text.assemble(
            (f"{pointer} ", "bold cyan"),
            (f"{number} ", "dim"),
            (f"{exercise.name:{widest}}  ", "bold" if is_here else ""),
            marks,
            " " * (7 - min(7, len(exercise.tasks))),
            (f"{points:3}/{exercise.max_score}", "green" if view.is_done(exercise.name) else "dim"),
        )
        score, total = score + points, total + exercise.max_score
    full = round(_BAR * score / total) if total else 0
    filled, empty = ("#", "-") if column.ascii_only else ("━", "─")
    yield Text.assemble(
        "  ",
        (filled * full, "green"),
        (empty * (_BAR - full), "dim"),
        f"  {score} of {total} points",
    )


def _listing(view: View, column: Column) -> Iterator[Text]:
    for number, exercise in enumerate(view.course.exercises, 1):
        title = Text.assemble(
            (f"{number} {exercise.name}", "bold"), f"  {exercise.title}"[:_MAX_TITLE]
        )
        yield from column.wrapped(title)
        for task in exercise.tasks:
            known = view.known(exercise.name, task.name)
            status = Status.NOT_ATTEMPTED if known is None else known.status
            points = "" if known is None else f"{known.score}/{known.max_score}"
            yield Text.assemble(
                "    ",
                _mark(status, column),
                f" {task.name:24} {points}",
            )
    yield Text("Press the number of an exercise to work on it.", style="dim")


def _mark(status: Status, column: Column) -> Text:
    mark, style, _ = look(status, ascii_only=column.ascii_only)
    return Text(mark, style=style)


def _keys(view: View) -> Text:
    """Return the line of keys: those that do something now."""
    keys = []
    now = view.now
    hints = 0 if now is None else hints_of(now)
    if hints and not view.is_listing:
        keys.append(("h", "hide hints" if view.hints else "hint"))
        if 0 < view.hints < hints:
            keys.append(("n", "next hint"))
    keys += [("l", "close list" if view.is_listing else "list"), ("e", "edit")]
    if view.passed is not None:
        name = view.passed[1]
        keys.append(("s", "close solution" if view.is_solved else f"solution of {name}"))
    keys.append(("q", "quit"))
    line = Text()
    for key, meaning in keys:
        line.append(key, style="bold cyan").append(f" {meaning}   ", style="dim")
    return line


def hints_of(task: TaskResult) -> int:
    """Return how many hints there are on the one thing to fix."""
    told = presented_task(task).told
    return len(told[0].hints) if told and task.status is not Status.NOT_ATTEMPTED else 0


def _fitted(above: list[Text], below: list[Text], height: int) -> Sequence[Text]:
    """Return lines that fit into the terminal: of those above, the first ones."""
    room = height - len(below)
    if len(above) <= room or room < 2:
        return [*above, *below] if len(above) <= room else [*above[: max(room, 1)], *below][:height]
    more = Text("  … make the window taller to see the rest", style="dim")
    return [*above[: room - 1], more, *below]
