"""The command line of the commands for learners."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands import help_texts
from grader.commands.options import COURSE, TIMEOUT, confinement

if TYPE_CHECKING:
    from grader.processes.isolation import Mode

_TASK = click.argument("task", metavar="TASK")
_FOLDER = click.argument(
    "folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path)
)


def add_learner_commands(group: click.Group) -> None:
    """Add the commands for learners to the group of all commands."""
    for command in (start, list_exercises, hints, reset, solution, watch):
        group.add_command(command)


@click.command("start", help=help_texts.START)
@_FOLDER
@click.option("--notebooks", is_flag=True, help="Write notebooks (.ipynb) instead of scripts.")
@COURSE
def start(folder: Path | None, notebooks: bool, course: str | None) -> int:
    """Lay out the exercises."""
    from grader.commands.lay_out import lay_out

    return lay_out(folder, notebooks=notebooks, course=course)


@click.command("list", help=help_texts.LIST)
@_FOLDER
@COURSE
def list_exercises(folder: Path | None, course: str | None) -> int:
    """Show the progress."""
    from grader.commands.list import list_exercises

    return list_exercises(folder, course=course)


@click.command("hints", help=help_texts.HINTS)
@click.argument("task", metavar="[TASK]", required=False)
@_FOLDER
@click.option(
    "--stage",
    type=click.IntRange(min=1),
    metavar="N",
    help="Show the first N stages.  [default: 1, or all once TASK has passed]",
)
@COURSE
def hints(task: str | None, folder: Path | None, stage: int | None, course: str | None) -> int:
    """Show hints."""
    from grader.commands.hints import list_hints, show_hints
    from grader.errors import UsageError

    if task is None and stage is not None:
        raise UsageError("--stage: name a task, as in grade hints TASK --stage 2.")
    if task is None:
        return list_hints(course=course)
    return show_hints(task, folder, stage=stage, course=course)


@click.command("reset", help=help_texts.RESET)
@_TASK
@_FOLDER
@COURSE
def reset(task: str, folder: Path | None, course: str | None) -> int:
    """Restore a task."""
    from grader.commands.reset import reset

    return reset(task, folder, course=course)


@click.command("solution", help=help_texts.SOLUTION)
@_TASK
@_FOLDER
@click.option("--give-up", is_flag=True, help="Show it even if your answer has not passed.")
@COURSE
def solution(task: str, folder: Path | None, give_up: bool, course: str | None) -> int:
    """Show a solution."""
    from grader.commands.solution import show_solution

    return show_solution(task, folder, give_up=give_up, course=course)


@click.command("watch", help=help_texts.WATCH)
@_FOLDER
@COURSE
@TIMEOUT
@confinement("Confinement of your code, as in grade.")
@click.option("--json", is_flag=True, help="Print verdicts as JSON, one object a line.")
def watch(
    folder: Path | None, course: str | None, timeout: float, isolation: Mode, json: bool
) -> int:
    """Grade exercises as they are saved."""
    from grader.commands.watch import watch

    return watch(folder, course=course, timeout=timeout, isolation=isolation, json=json)
