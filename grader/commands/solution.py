"""`grade solution TASK [FOLDER]`: shows the course's own answer to a task, once it has passed."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.course.course import Course
from grader.course.exercise import Exercise
from grader.course.load import load_course
from grader.errors import UsageError
from grader.live.lookalikes import workspace_or_advice
from grader.live.progress import load
from grader.live.stubs import function_source
from grader.live.typed import typed, typed_course, typed_folder
from grader.live.workspace import exercise_with, usual_folder
from grader.protocol.text import plain
from grader.records import Status


def show_solution(
    task: str, folder: Path | None = None, *, give_up: bool = False, course: str | None = None
) -> int:
    """Print the course's answer to a task; return 0.

    folder: None for the usual one. give_up: also print it if the task has not passed there. Raises
    UsageError if it has not passed, or if there is no such task.
    """
    loaded = load_course(course)
    exercise = exercise_with(task, loaded)
    if not give_up:
        folder = usual_folder(loaded) if folder is None else folder
        _require_passed(task, exercise, folder, loaded, typed_course(course))
    file = loaded.solutions.get(exercise.name)
    source = None if file is None else function_source(file, task)
    if source is None:
        raise UsageError(f"{loaded.title} has no solution to {task}.")
    console = Console(highlight=False)
    console.print(Text(f"# {task}: a right answer. There are others.\n"), soft_wrap=True)
    console.print(Text(plain(source)), soft_wrap=True)
    return 0


def _require_passed(
    task: str, exercise: Exercise, folder: Path, course: Course, option: str
) -> None:
    known = load(folder, course).tasks.get(exercise.name, {}).get(task)
    if known is not None and known.status is Status.PASSED:
        return
    files = workspace_or_advice(folder, course).files
    file = files.get(exercise.name, folder / f"{exercise.name}.py")
    here = typed_folder(folder, usual_folder(course)) + option
    raise UsageError(
        f"{task} has not passed yet. Check it: grade {typed(file)}{option}. To see the solution "
        f"all the same: grade solution {task}{here} --give-up"
    )
