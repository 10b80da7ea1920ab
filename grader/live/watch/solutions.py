"""The course's own answer to a task, as it is shown after the learner's has passed."""

from __future__ import annotations

from rich.text import Text

from grader.course.course import Course
from grader.live.stubs import function_source
from grader.protocol.text import plain
from grader.report.column import Column


def solution_lines(course: Course, exercise: str, task: str, column: Column) -> list[Text]:
    """Return the lines of a solution, and its heading."""
    file = course.solutions.get(exercise)
    source = None if file is None else function_source(file, task)
    if source is None:
        return column.wrapped(Text(f"{course.title} has no solution to {task}."))
    heading = Text(f"{task}: a right answer. There are others.", style="bold")
    return [*column.wrapped(heading), Text(), *map(Text, plain(source).split("\n"))]
