"""What `grade` does after the report: it keeps the progress, and says what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.commands.next_task import next_lines
from grader.course.course import Course
from grader.judge.phrases import count
from grader.live.overview import Overview, overview
from grader.live.progress import Progress, load, save, updated
from grader.live.typed import typed_course, typed_folder
from grader.live.workspace import Workspace, own_workspace, usual_folder
from grader.protocol.text import one_line, plain
from grader.records import Gradebook
from grader.submission.names import exercise_of


@dataclass(frozen=True)
class Kept:
    """One learner's own files, and the progress in their folder."""

    work: Workspace
    progress: Progress


def keep_progress(book: Gradebook, course: Course) -> Kept | None:
    """Keep the progress of one learner's own files.

    None, and nothing is kept, for several learners and for files in an archive.
    """
    work = own_workspace(book, course)
    if work is None:
        return None
    progress = updated(load(work.folder, course), book.learners[0].exercises)
    save(work.folder, course, progress)
    return Kept(work, progress)


def tell_renaming(book: Gradebook, course: Course, console: Console) -> None:
    """Say why no progress is kept of one learner's files that are not named after an exercise."""
    files = [(Path(one.file), one.exercise) for one in book.learners[0].exercises if one.file]
    if len(book.learners) > 1 or not all(file.is_file() for file, _ in files):
        return
    for file, exercise in files:
        if exercise_of(file.name, course.names) is None:
            told = (
                f"No progress is kept of {one_line(file.name)}. Rename it to "
                f"{exercise}{file.suffix.lower()}, and grade list and grade watch will know it."
            )
            console.print(Text(told), soft_wrap=True)


def tell_next(
    kept: Kept, book: Gradebook, course: Course, console: Console, named: str | None = None
) -> None:
    """Say what comes next, once everything that was graded has passed.

    named: the course as the option names it.
    """
    work = kept.work
    shown = overview(course, work, kept.progress)
    following = shown.next_after(book.learners[0].exercises[-1].exercise)
    here = typed_folder(work.folder, usual_folder(course)) + typed_course(named)
    lines = (
        _all_passed(shown, course, here)
        if following is None
        else [
            *next_lines(following, work.folder, named),
            Text(f"See all exercises: grade list{here}"),
        ]
    )
    for line in lines:
        console.print(line, soft_wrap=True)


def _all_passed(shown: Overview, course: Course, here: str) -> list[Text]:
    passed = f"Everything in {count(len(shown.exercises), 'exercise')} of {course.title} passed"
    points = f"{shown.score} of {count(shown.max_score, 'point')}"
    return [
        Text(f"{plain(passed)}: {points}.", style="bold green"),
        Text(f"Compare your answers with the course's: grade solution TASK{here}"),
    ]
