"""`grade show FILE.db LEARNER`: one learner in full, from a gradebook."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import msgspec
from rich.console import Console

from grader.commands.gradebooks import Book, open_book
from grader.grades.settings import Changes, changed
from grader.grades.times import shown_moment
from grader.records import Gradebook
from grader.report.formats import TERMINAL, Output
from grader.report.presentable import presentable
from grader.report.write import write


def show_learner(
    target: str,
    learner: str,
    *,
    course: str | None = None,
    hints: int = 1,
    changes: Changes | None = None,
    anonymous: bool = False,
) -> int:
    """Print the report on one learner; return the exit code. Raises GraderError."""
    with open_book(target, course) as opened:
        found = opened.learner(learner)
        book = opened.grades(changes)
        alone = tuple(one for one in book.learners if one.learner == found.name)
        # Notes on the class are those of `grade report` and `grade summary`.
        one = msgspec.structs.replace(book, learners=alone, notes=())
        times = [] if anonymous else list(_times(opened, changes, one))
        if anonymous:
            one = opened.anonymous(one)
        outputs = [Output(TERMINAL, None, hints)]
        write(presentable(one, outputs), outputs)
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for line in ["", *times] if times else []:
        console.print(line, markup=False)
    return 0


def _times(opened: Book, changes: Changes | None, book: Gradebook) -> Iterator[str]:
    """Yield when the exercises of the one learner were handed in, and when they were due."""
    grading = opened.grading
    if changes:
        grading = changed(grading, changes, opened.verdicts.outline)
    (learner,) = book.learners
    for one in learner.exercises:
        due = grading.deadlines.due_for(learner.learner, one.exercise)
        if not one.file or (due is None and one.submitted_at is None):
            continue
        at = "at a time not known" if one.submitted_at is None else shown_moment(one.submitted_at)
        told = "" if due is None else f", due {shown_moment(due)}"
        yield f"{one.exercise} was handed in {at}{told}."
