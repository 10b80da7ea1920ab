"""What `grade` does after the report: it keeps the progress, and says what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from grader.commands.next_task import next_lines
from grader.course.course import Course
from grader.judge.phrases import count
from grader.live.overview import Overview, overview
from grader.live.progress import load, save, updated
from grader.live.typed import typed_folder
from grader.live.workspace import Workspace, own_workspace, usual_folder
from grader.protocol.text import plain
from grader.records import Gradebook


def keep_progress(book: Gradebook, course: Course) -> Workspace | None:
    """Keep the progress of one learner's own files, and return where they are.

    None, and nothing is kept, for several learners and for files in an archive.
    """
    work = own_workspace(book, course)
    if work is not None:
        before = load(work.folder, course)
        save(work.folder, course, updated(before, book.learners[0].exercises))
    return work


def tell_next(work: Workspace, book: Gradebook, course: Course, console: Console) -> None:
    """Say what comes next, once everything that was graded has passed."""
    shown = overview(course, work, load(work.folder, course))
    for line in _lines(shown, work, course, book.learners[0].exercises[-1].exercise):
        console.print(line, soft_wrap=True)


def _lines(shown: Overview, work: Workspace, course: Course, last: str) -> Iterator[Text]:
    following = shown.next_after(last)
    here = typed_folder(work.folder, usual_folder(course))
    if following is None:
        solved = f"You have solved all {count(len(shown.exercises), 'exercise')} of {course.title}"
        points = f"{shown.score} of {count(shown.max_score, 'point')}"
        yield Text(f"{plain(solved)}: {points}.", style="bold green")
        yield Text(f"Compare your answers with the course's: grade solution TASK{here}")
    else:
        yield from next_lines(following, work.folder)
        yield Text(f"See all exercises: grade list{here}")
