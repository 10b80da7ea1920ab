"""`grade list [FOLDER]`: the progress over all exercises of a course. It runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.commands.next_task import next_lines
from grader.course.course import Course
from grader.course.load import load_course
from grader.judge.phrases import count
from grader.live.lookalikes import lookalikes, workspace_or_advice
from grader.live.overview import ExerciseState, Overview, TaskState, overview
from grader.live.progress import load
from grader.live.workspace import usual_folder
from grader.protocol.text import plain
from grader.report.looks import look, points_style


def list_exercises(folder: Path | None = None, *, course: str | None = None) -> int:
    """Show each exercise with its file, its tasks and what they got when last checked; return 0.

    folder: None for the usual one. Raises UsageError if there is no exercise in it.
    """
    loaded = load_course(course)
    folder = usual_folder(loaded) if folder is None else folder
    shown = overview(loaded, workspace_or_advice(folder, loaded), load(folder, loaded))
    console = Console(highlight=False)
    following = shown.next_after()
    lines = list(_lines(shown, loaded, folder, ascii_only=console.options.ascii_only))
    lines += [Text(line, style="yellow") for line in lookalikes(folder, loaded).values()]
    if following is None:
        lines.append(Text("Everything passed. Well done!", style="bold green"))
    else:
        lines += next_lines(following, folder, course)
    for line in lines:
        console.print(line, soft_wrap=True)
    return 0


def _lines(shown: Overview, course: Course, folder: Path, *, ascii_only: bool) -> Iterator[Text]:
    yield Text.assemble(
        (plain(course.title), "bold"), f", in {plain(str(folder))}  ", _points(shown)
    )
    widest = max(len(task.name) for one in shown.exercises for task in one.tasks)
    for one in shown.exercises:
        yield Text()
        yield _heading(one)
        yield from (_task(task, widest, ascii_only=ascii_only) for task in one.tasks)
    yield Text()
    if any(task.status is not None for one in shown.exercises for task in one.tasks):
        yield Text("Each task is shown as it was when you last checked it.", style="dim")


def _heading(one: ExerciseState) -> Text:
    file = one.name if one.file is None else plain(one.file.name)
    missing = ("  no file yet", "yellow") if one.file is None else ""
    return Text.assemble((file, "bold"), f"  {plain(one.title)}  ", _points(one), missing)


def _points(one: ExerciseState | Overview) -> tuple[str, str]:
    told = f"{one.score} of {count(one.max_score, 'point')}"
    return told, points_style(one.score, one.max_score)


def _task(task: TaskState, widest: int, *, ascii_only: bool) -> Text:
    if task.status is None:
        mark, style, word = " ", "dim", "not checked yet"
    else:
        mark, style, word = look(task.status, ascii_only=ascii_only)
    return Text.assemble(
        "  ",
        (mark, style),
        f" {task.name:{widest}}  ",
        (f"{task.score}/{task.max_score}", style),
        (f"  {word}", style),
    )
