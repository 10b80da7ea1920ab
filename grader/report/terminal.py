"""The report for people: one learner in full, a class as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.plain_text import one_line, plain
from grader.records import (
    CheckResult,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Status,
    TaskResult,
)
from grader.report.curve import draw_curve

_LOOKS = {
    Status.PASSED: ("✔", "x", "green"),
    Status.FAILED: ("✘", "!", "red"),
    Status.ERROR: ("✘", "!", "red"),
    Status.TIMEOUT: ("✘", "!", "red"),
    Status.NOT_ATTEMPTED: ("·", "-", "dim"),
    Status.SKIPPED: ("·", "-", "dim"),
    Status.BROKEN: ("?", "?", "magenta"),
}

_MAX_NAME = 1_000


def _shown(text: str) -> str:
    """Return learner text as a terminal, or the log of a build service, may have it.

    Such logs obey a line that begins with :: or ##[, and wrapping can put any word first.
    """
    return re.sub(r":(?=:)", ": ", plain(text)).replace("##[", "## [")


def _name(text: str) -> str:
    """Return a learner's or a file's name, or a note: one line, that cannot look like more."""
    return one_line(_shown(text))[:_MAX_NAME]


def show(book: Gradebook, console: Console, hints: int) -> None:
    """Print the gradebook. `hints`: how many hints for each check that did not pass."""
    if len(book.submissions) == 1:
        show_learner(book.submissions[0], console, hints)
    else:
        console.print(_class_table(book))
        console.print(_class_summary(book))
    for note in book.notes:
        console.print(Text(f"Note: {_name(note)}", style="yellow"))


def show_learner(learner: LearnerResult, console: Console, hints: int) -> None:
    """Print one learner's exercises, and what to fix first."""
    ascii_only = console.options.ascii_only
    for exercise in learner.exercises:
        console.print(_exercise_heading(exercise))
        console.print(_exercise_table(exercise, hints, ascii_only=ascii_only))
        for task in exercise.tasks:
            curve = draw_curve(task.curve, ascii_only=ascii_only)
            if curve:
                console.print(Padding(Text("\n".join(curve), style="cyan"), (0, 0, 1, 2)))
        if exercise.notes:
            console.print(_notes(exercise))
        console.print()
    total = Text.assemble(
        (f"{_name(learner.learner)}: ", "bold"),
        (_points(learner.score, learner.max_score), _score_style(learner.score, learner.max_score)),
    )
    console.print(total)
    console.print(_next_step(learner))


def _exercise_heading(exercise: ExerciseResult) -> Text:
    return Text.assemble(
        (exercise.exercise, "bold"),
        f"  {exercise.title}  ",
        (
            _points(exercise.score, exercise.max_score),
            _score_style(exercise.score, exercise.max_score),
        ),
    )


def _exercise_table(exercise: ExerciseResult, hints: int, *, ascii_only: bool) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 1), expand=True
    )
    table.add_column("", no_wrap=True)
    table.add_column("task", no_wrap=True, min_width=18)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("what the grader saw", overflow="fold", ratio=1)
    told: set[str] = set()
    for task in exercise.tasks:
        mark, ascii_mark, style = _LOOKS[task.status]
        messages = {check.message for check in task.checks}
        # What is wrong with the whole file is told once.
        is_told = task.status is Status.ERROR and messages <= told
        told |= messages
        table.add_row(
            Text(ascii_mark if ascii_only else mark, style=style),
            Text(task.task, style="bold" if task.status is not Status.PASSED else ""),
            Text(f"{task.score}/{task.max_score}", style=style),
            Text("the same", style="dim") if is_told else Group(*_said(task, hints)),
        )
    return table


def _said(task: TaskResult, hints: int) -> Iterator[RenderableType]:
    if task.status is Status.PASSED:
        yield Text("passed", style="green")
        return
    if task.status is Status.NOT_ATTEMPTED:
        message = task.checks[0].message if task.checks else ""
        is_missing = "no function" in message
        yield Text(_shown(message) if is_missing else "not attempted yet", style="dim")
        return
    last = ""
    for check in task.checks:
        # The same incident stands for all checks that needed the same answer: told once.
        if check.status is not Status.PASSED and check.message != last:
            yield from _check(check, hints)
            last = check.message


def _check(check: CheckResult, hints: int) -> Iterator[RenderableType]:
    if check.status is Status.SKIPPED:
        return
    yield Text(f"{check.title}: ", style="bold") + Text(_shown(check.message), style="not bold")
    for hint in check.hints[:hints]:
        yield Text(f"Hint: {hint}", style="italic cyan")


def _notes(exercise: ExerciseResult) -> Padding:
    heading = "Lines that failed when the file was run; what needs them fails too:"
    lines = [Text(heading, style="yellow")]
    lines += [Text(f"- {_name(note)}", style="dim") for note in exercise.notes[:5]]
    if len(exercise.notes) > 5:
        lines.append(Text(f"- and {len(exercise.notes) - 5} more", style="dim"))
    return Padding(Group(*lines), (0, 0, 1, 2))


def _next_step(learner: LearnerResult) -> Text:
    for wanted in ((Status.ERROR, Status.TIMEOUT, Status.FAILED), (Status.NOT_ATTEMPTED,)):
        for exercise in learner.exercises:
            for task in exercise.tasks:
                if task.status in wanted:
                    verb = "Next" if task.status is Status.NOT_ATTEMPTED else "Fix first"
                    return Text.assemble(
                        (f"{verb}: ", "bold"), f"{task.task} in {_name(exercise.file)}"
                    )
    if any(e.status is not Status.PASSED for e in learner.exercises):
        return Text("Some checks broke by our own fault; they cost no points.", style="magenta")
    return Text("Everything passed. Well done!", style="bold green")


def _class_table(book: Gradebook) -> Table:
    names = sorted({e.exercise for learner in book.submissions for e in learner.exercises})
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("learner", overflow="fold")
    for name in names:
        table.add_column(name, justify="right")
    table.add_column("points", justify="right")
    table.add_column("fix first", overflow="fold")
    for learner in book.submissions:
        by_name = {exercise.exercise: exercise for exercise in learner.exercises}
        table.add_row(
            Text(_name(learner.learner)),
            *(_cell(by_name.get(name)) for name in names),
            _cell(learner),
            Text(_first_to_fix(learner), style="dim"),
        )
    return table


def _cell(result: ExerciseResult | LearnerResult | None) -> Text:
    if result is None:
        return Text("")
    style = _score_style(result.score, result.max_score)
    return Text(f"{result.score}/{result.max_score}", style=style)


def _first_to_fix(learner: LearnerResult) -> str:
    for exercise in learner.exercises:
        for task in exercise.tasks:
            if task.status is not Status.PASSED:
                return f"{task.task}: {task.status.value.replace('_', ' ')}"
    return ""


def _class_summary(book: Gradebook) -> Text:
    perfect = sum(0 < learner.max_score == learner.score for learner in book.submissions)
    return Text(
        f"{len(book.submissions)} learners, {perfect} with all points. "
        "For one in full: grade that folder alone, or --json FILE for all.",
    )


def _points(score: int, max_score: int) -> str:
    return f"{score} of {max_score} points"


def _score_style(score: int, max_score: int) -> str:
    if not max_score:
        return "magenta"  # all of it broke, by our fault
    if score == max_score:
        return "bold green"
    return "yellow" if score else "red"
