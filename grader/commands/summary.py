"""`grade summary FILE.db`: a class at a glance."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.commands.gradebooks import open_book
from grader.grades.settings import Changes
from grader.grades.summary import STEPS, Distribution, HardCheck, Stuck, Summary, summary
from grader.judge.phrases import count
from grader.protocol.text import one_line
from grader.records import Gradebook
from grader.report.column import harmless
from grader.report.sanitise import sanitised

_BAR = 30
_WIDTH = 100
"""Columns of what does not go to a terminal."""


def summarise(
    target: str,
    *,
    course: str | None = None,
    most: int = 10,
    changes: Changes | None = None,
    anonymous: bool = False,
) -> int:
    """Print the summary of a class; return the exit code. Raises GraderError.

    most: the number of checks, mistakes and learners to show.
    """
    with open_book(target, course) as opened:
        book = opened.grades(changes)
        if anonymous:
            book = opened.anonymous(book)
    console = Console(file=sys.stdout, highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH
    clean = sanitised(book)
    show(summary(clean, most), clean, console)
    return 0


def show(told: Summary, book: Gradebook, console: Console) -> None:
    """Print a summary on this console."""
    for one in told.distributions[:1]:
        perfect = f"{one.perfect} with all points"
        console.print(
            f"{count(one.learners, 'learner')}, {perfect}, mean {one.mean:.0%}, "
            f"median {one.median:.0%}"
        )
        console.print()
        console.print(_histogram(one, ascii_only=console.options.ascii_only))
    _section(console, "Exercises", _exercises(told.distributions[1:]))
    _section(console, "Hardest checks, of those who attempted the task", _hardest(told.hardest))
    _section(console, "Most common mistakes", _mistakes(told))
    _section(
        console,
        "Who needs help first, of those below half of the points: who has tried and got least",
        _stuck(told.stuck),
    )
    if told.internal_errors:
        who = count(told.internal_errors, "learner")
        console.print()
        console.print(
            f"{who} had an internal error of the grader, which costs no points.", style="magenta"
        )
    for note in book.notes:
        console.print()
        console.print(Text(f"Note: {one_line(harmless(note))}", style="yellow"))


def _section(console: Console, title: str, table: Table) -> None:
    if table.row_count:
        console.print()
        console.print(Text(title, style="bold"))
        console.print(table)


def _table(*columns: str) -> Table:
    """Return an empty table. A column whose name ends with # holds numbers."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in columns:
        title = name.removesuffix("#")
        justify: Literal["left", "right"] = "left" if title == name else "right"
        table.add_column(title, justify=justify, overflow="fold")
    return table


def _histogram(one: Distribution, *, ascii_only: bool) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    table.add_column()
    table.add_column(justify="right")
    largest = max(one.counts)
    for step in reversed(range(STEPS)):
        number = one.counts[step]
        low, high = step * 100 // STEPS, (step + 1) * 100 // STEPS
        bar = ("#" if ascii_only else "█") * round(_BAR * number / largest)
        end = "100 %" if step == STEPS - 1 else f"<{high} %"
        table.add_row(f"{low} to {end}", Text(bar, style="cyan"), str(number or ""))
    return table


def _exercises(distributions: Iterable[Distribution]) -> Table:
    table = _table("exercise", "handed in#", "all points#", "mean#", "median#")
    for one in distributions:
        table.add_row(
            one.exercise,
            str(one.learners),
            str(one.perfect),
            f"{one.mean:.0%}",
            f"{one.median:.0%}",
        )
    return table


def _hardest(checks: Iterable[HardCheck]) -> Table:
    table = _table("task", "check", "wrong#", "of#", "not reached#")
    for one in checks:
        title = Text(one_line(harmless(one.title)))
        table.add_row(one.task, title, str(one.wrong), str(one.attempted), str(one.skipped or ""))
    return table


def _mistakes(told: Summary) -> Table:
    table = _table("learners#", "code", "for example")
    for one in told.commonest:
        example = Text(one_line(harmless(one.example)), style="dim")
        table.add_row(str(one.learners), one.code, example)
    return table


def _stuck(learners: Iterable[Stuck]) -> Table:
    table = _table("learner", "points#", "wrong tasks#", "not begun#", "begin with")
    for one in learners:
        table.add_row(
            Text(one_line(harmless(one.learner))),
            f"{one.share:.0%}",
            str(one.tried),
            str(one.untouched),
            one.first,
        )
    return table
