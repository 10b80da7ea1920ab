"""`grade hints TASK [FOLDER]`: shows a task's hints, stage by stage, and all once it has passed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.course.course import Course
from grader.course.exercise import Check, Exercise
from grader.course.load import load_course
from grader.errors import UsageError
from grader.live.progress import load
from grader.live.typed import typed_course, typed_folder
from grader.live.workspace import exercise_with, usual_folder
from grader.protocol.text import plain
from grader.records import Status
from grader.report.column import Column


def show_hints(
    task: str, folder: Path | None = None, *, stage: int | None = None, course: str | None = None
) -> int:
    """Print the hints of a task up to a stage, below the title of each check; return 0.

    folder: None for the usual one. stage: None for all if the task has passed there, and otherwise
    for the first. Raises UsageError if there is no such task, or if it has no hints.
    """
    loaded = load_course(course)
    exercise = exercise_with(task, loaded)
    folder = usual_folder(loaded) if folder is None else folder
    checks = [check for check in exercise.task(task).checks if check.hints]
    if not checks:
        raise UsageError(f"{task} has no hints.")
    stages = max(len(check.hints) for check in checks)
    has_passed = _has_passed(task, exercise, folder, loaded)
    shown = min(stage or (stages if has_passed else 1), stages)
    here = typed_folder(folder, usual_folder(loaded)) + typed_course(course)
    _print(
        f"Hints on {task}{', which has passed' * has_passed}: {_stages(shown, stages)}",
        checks,
        shown,
        _next(task, shown, stages, here, has_passed=has_passed),
    )
    return 0


def _has_passed(task: str, exercise: Exercise, folder: Path, course: Course) -> bool:
    known = load(folder, course).tasks.get(exercise.name, {}).get(task)
    return known is not None and known.status is Status.PASSED


def _print(heading: str, checks: Sequence[Check], shown: int, following: str) -> None:
    console = Console(highlight=False)
    column = Column(console)
    lines = column.wrapped(Text(heading, style="bold"))
    for check in checks:
        lines += [Text(), *column.wrapped(Text(plain(check.title), style="bold"), "  ")]
        for number, hint in enumerate(check.hints[:shown], 1):
            lines += column.wrapped(Text(plain(hint)), f"    {number}. ")
    lines += [Text(), *column.wrapped(Text(following, style="dim"))]
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _stages(shown: int, stages: int) -> str:
    if shown == stages:
        return "all of them"
    return f"stage 1 of {stages}" if shown == 1 else f"stages 1 to {shown} of {stages}"


def _next(task: str, shown: int, stages: int, here: str, *, has_passed: bool) -> str:
    if shown < stages:
        return f"The next stage: grade hints {task}{here} --stage {shown + 1}"
    option = "" if has_passed else " --give-up"
    return f"There are no more. A right answer: grade solution {task}{here}{option}"
