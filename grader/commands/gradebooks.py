"""What the commands on a gradebook share: opening it, finding a learner, telling what moved."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.course.course import Course
from grader.course.load import load_course
from grader.errors import UsageError
from grader.gradebook.current import Learner
from grader.gradebook.decisions import grading_in, new_secret, secret_in
from grader.gradebook.reading import Opened, open_gradebook, with_number
from grader.grades.adjust import Grading, adjusted
from grader.grades.anonymous import anonymous, anonymous_name
from grader.grades.moves import moves
from grader.grades.settings import Changes, changed
from grader.judge.phrases import count
from grader.protocol.text import one_line
from grader.records import Gradebook
from grader.report.by_name import the_learner

NOTHING_CHANGED = "Nothing was changed: this is a dry run."


@dataclass(frozen=True)
class Book:
    """An open gradebook. verdicts: as judged. grading: what the teacher has decided since."""

    opened: Opened
    course: Course
    verdicts: Gradebook
    grading: Grading

    @property
    def shown(self) -> str:
        """The name of the gradebook in messages."""
        return one_line(self.opened.database.shown)

    def grades(self, changes: Changes | None = None) -> Gradebook:
        """Return the grades, after changes that are not kept; raises UsageError."""
        grading = self.grading
        if changes:
            grading = changed(grading, changes, self.verdicts.outline)
        return adjusted(self.verdicts, grading)

    def learner(self, wanted: str) -> Learner:
        """Return the learner with this name, number or anonymous name; raises UsageError."""
        known = {one.name: one for one in self.opened.learners()}
        if wanted in known:
            return known[wanted]
        found = with_number(known.values(), wanted, self.shown)
        by_other_name = {one.account.id: one for one in found}
        with self.opened.database.reading() as connection:
            secret = secret_in(connection)
        if secret is not None:
            by_other_name |= {anonymous_name(one.id, secret): one for one in known.values()}
        if wanted in by_other_name:
            return by_other_name[wanted]
        return known[the_learner(wanted, list(known), self.shown)]

    def anonymous(self, book: Gradebook) -> Gradebook:
        """Return the grades without names. The first time, a secret is made and kept."""
        with self.opened.database.reading() as connection:
            secret = secret_in(connection)
        if secret is None:
            with self.opened.database.writing() as connection:
                secret = new_secret(connection)
        learners = self.opened.learners()
        return anonymous(book, {one.name: anonymous_name(one.id, secret) for one in learners})


@contextlib.contextmanager
def open_book(target: str, course: str | None) -> Iterator[Book]:
    """Open a gradebook and read it; raises GraderError."""
    loaded = load_course(course)
    with open_gradebook(target) as opened:
        book = book_in(opened, loaded)
        if not any(one.file for learner in book.verdicts.learners for one in learner.exercises):
            raise UsageError(
                f"{opened.database.shown}: nothing of the course {loaded.name} is in this "
                "gradebook. Name the course with --course, or grade into it with "
                "grade --gradebook."
            )
        yield book


def book_in(opened: Opened, course: Course) -> Book:
    """Read a gradebook, which may be empty; raises GradebookError."""
    return Book(opened, course, opened.gradebook(course), decided_in(opened))


def decided_in(opened: Opened) -> Grading:
    """Return what the teacher has decided; raises GradebookError."""
    names = {one.id: one.name for one in opened.learners()}
    with opened.database.reading() as connection:
        return grading_in(connection, names)


def show_moves(
    before: Gradebook, after: Gradebook, console: Console, *, dry_run: bool = False
) -> None:
    """Print whose points moved and by how much, or that nobody's did."""
    moved = list(moves(before, after))
    if not moved:
        console.print("No grade moves.")
        return
    learners = len({one.learner for one in moved})
    verb = "would move" if dry_run else "moved"
    console.print(f"{count(len(moved), 'grade')} of {count(learners, 'learner')} {verb}:")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in ("learner", "exercise"):
        table.add_column(name, overflow="fold")
    for name in ("before", "now", "change"):
        table.add_column(name, justify="right")
    for one in moved:
        change = one.after - one.before
        style = "green" if change > 0 else "red" if change < 0 else "dim"
        table.add_row(
            Text(one_line(one.learner)),
            one.exercise,
            f"{one.before}/{one.max_before}",
            f"{one.after}/{one.max_after}",
            Text(f"{change:+d}", style=style),
        )
    console.print(table)
