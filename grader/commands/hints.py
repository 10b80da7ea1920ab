"""`grade hints TASK [FOLDER]`: shows a task's hints, stage by stage, and all once it has passed.

Without TASK it lists the tasks.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.course.course import Course
from grader.course.exercise import Check, Exercise, Task
from grader.course.load import load_course
from grader.errors import UsageError
from grader.judge.phrases import count
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
    for the first. Raises UsageError if there is no such task, or if it has no hints. A folder alone
    in the place of the task lists the tasks there.
    """
    loaded = load_course(course)
    is_task = any(task == one.name for exercise in loaded.exercises for one in exercise.tasks)
    if not is_task and folder is None and stage is None and Path(task).is_dir():
        return list_hints(Path(task), course=course)
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


def list_hints(folder: Path | None = None, *, course: str | None = None) -> int:
    """Print how many hints there are on each task; return 0. folder: None for the usual one."""
    loaded = load_course(course)
    usual = usual_folder(loaded)
    folder = usual if folder is None else folder
    option = typed_folder(folder, usual) + typed_course(course)
    known = load(folder, loaded).tasks
    widest = max(len(task.name) for one in loaded.exercises for task in one.tasks)
    lines = []
    for exercise in loaded.exercises:
        lines += [Text(exercise.name, style="bold")]
        for task in exercise.tasks:
            got = known.get(exercise.name, {}).get(task.name)
            told = _how_many(task, has_passed=got is not None and got.status is Status.PASSED)
            lines.append(Text(f"  {task.name:{widest}}  {told}"))
        lines.append(Text())
    usage = f"To read the first stage: grade hints TASK{option}. One more: --stage 2"
    _show([*lines, *Column(Console(highlight=False)).wrapped(Text(usage, style="dim"))])
    return 0


def _how_many(task: Task, *, has_passed: bool) -> str:
    stages = max((len(check.hints) for check in task.checks), default=0)
    hints = sum(len(check.hints) for check in task.checks)
    if not stages:
        return "no hints"
    told = f"{count(hints, 'hint')} in {count(stages, 'stage')}"
    return f"{told}; passed, so all may be read at once" if has_passed else told


def _show(lines: Sequence[Text]) -> None:
    console = Console(highlight=False)
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _has_passed(task: str, exercise: Exercise, folder: Path, course: Course) -> bool:
    known = load(folder, course).tasks.get(exercise.name, {}).get(task)
    return known is not None and known.status is Status.PASSED


def _print(heading: str, checks: Sequence[Check], shown: int, following: str) -> None:
    column = Column(Console(highlight=False))
    lines = column.wrapped(Text(heading, style="bold"))
    for check in checks:
        lines += [Text(), *column.wrapped(Text(plain(check.title), style="bold"), "  ")]
        for number, hint in enumerate(check.hints[:shown], 1):
            lines += column.wrapped(Text(plain(hint)), f"    {number}. ")
    lines += [Text(), *column.wrapped(Text(following, style="dim"))]
    _show(lines)


def _stages(shown: int, stages: int) -> str:
    if shown == stages:
        return "all of them"
    return f"stage 1 of {stages}" if shown == 1 else f"stages 1 to {shown} of {stages}"


def _next(task: str, shown: int, stages: int, here: str, *, has_passed: bool) -> str:
    if shown < stages:
        return f"The next stage: grade hints {task}{here} --stage {shown + 1}"
    option = "" if has_passed else " --give-up"
    return f"There are no more. A right answer: grade solution {task}{here}{option}"
