"""`grade policy FILE.db`: due dates, late policy, extensions, and points of tasks."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from rich.console import Console

from grader.commands.gradebooks import NOTHING_CHANGED, Book, book_in, open_book, show_moves
from grader.commands.reports import read_csv
from grader.commands.roster import read_roster
from grader.course.course import Course
from grader.errors import UsageError
from grader.gradebook.decisions import keep_changes, keep_extension, keep_submitted
from grader.gradebook.opening import Database
from grader.gradebook.reading import Opened
from grader.grades.adjust import Grading, adjusted
from grader.grades.late import Extension
from grader.grades.moves import moves
from grader.grades.overrides import points_of
from grader.grades.people_file import Times, times_in
from grader.grades.points import full_points
from grader.grades.settings import (
    Changes,
    changed,
    extension_from,
)
from grader.grades.times import shown_moment, shown_span
from grader.judge.phrases import count
from grader.protocol.text import one_line
from grader.records import Gradebook


def set_policy(
    target: str,
    changes: Changes,
    *,
    extensions: Sequence[str] = (),
    roster: Path | None = None,
    dry_run: bool = False,
    course: str | None = None,
) -> int:
    """Change what is decided, if anything is to change, and show it; return the exit code.

    extensions: LEARNER=DAYS. roster: a CSV file with extensions, or with times of submission.
    Raises GraderError.
    """
    with open_book(target, course) as opened:
        granted = _granted(opened, extensions, roster)
        grading = _with_extensions(
            changed(opened.grading, changes, opened.verdicts.outline), granted.extensions
        )
        verdicts = _handed_in(opened.verdicts, granted.submitted)
        is_change = bool(changes or granted.extensions or granted.submitted)
        if is_change and not dry_run:
            numbers = {one.name: one.id for one in opened.opened.learners()}
            with opened.opened.database.writing() as connection:
                keep_changes(connection, changes, opened.verdicts.outline)
                for learner, extension in granted.extensions.items():
                    keep_extension(connection, numbers[learner], extension)
                for learner, at in granted.submitted.items():
                    keep_submitted(connection, numbers[learner], at)
        before, after = opened.grades(), adjusted(verdicts, grading)
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    unread = opened.grading.unread.values()
    for line in (*_told(verdicts, grading), *unread, *granted.notes):
        console.print(line, markup=False)
    if is_change:
        console.print()
        show_moves(before, after, console, dry_run=dry_run)
        if dry_run:
            console.print(NOTHING_CHANGED)
    return 0


def set_for_run(database: Database, course: Course, changes: Changes, console: Console) -> None:
    """Keep changes with which a run begins; say what is set, and which grades move that are there.

    Raises GraderError.
    """
    opened = book_in(Opened(database), course)
    grading = changed(opened.grading, changes, opened.verdicts.outline)
    with database.writing() as connection:
        keep_changes(connection, changes, opened.verdicts.outline)
    before, after = opened.grades(), adjusted(opened.verdicts, grading)
    with contextlib.suppress(OSError):  # Standard error may be closed or full.
        for line in (*_settings(opened.verdicts, grading), *opened.grading.unread.values()):
            console.print(f"grade: {opened.shown}: {line}", markup=False)
        if any(moves(before, after)):
            show_moves(before, after, console)


def _granted(opened: Book, typed: Sequence[str], roster: Path | None) -> Times:
    told = Times({}, {})
    if roster is not None:
        accounts = {one.name: one.account for one in opened.opened.learners()}
        told = times_in(read_csv(roster, "--roster"), read_roster(roster), accounts)
    extensions = dict(told.extensions)
    for one in typed:
        label = f"--extension {one}"
        name, equals, text = one.rpartition("=")
        if not equals:
            raise UsageError(f"{label}: expected LEARNER=DAYS, or LEARNER=DATE.")
        extensions[opened.learner(name).name] = extension_from(text, label)
    return replace(told, extensions=extensions)


def _with_extensions(grading: Grading, granted: Mapping[str, Extension | None]) -> Grading:
    every: dict[str, Extension | None] = {**grading.deadlines.extensions, **granted}
    kept = {learner: one for learner, one in every.items() if one is not None}
    deadlines = msgspec.structs.replace(grading.deadlines, extensions=kept)
    return msgspec.structs.replace(grading, deadlines=deadlines)


def _handed_in(book: Gradebook, submitted: Mapping[str, datetime]) -> Gradebook:
    """Return the gradebook with these times for all that these learners have handed in."""
    learners = (
        msgspec.structs.replace(
            one,
            exercises=tuple(
                msgspec.structs.replace(each, submitted_at=submitted[one.learner])
                if each.file and one.learner in submitted
                else each
                for each in one.exercises
            ),
        )
        for one in book.learners
    )
    return msgspec.structs.replace(book, learners=tuple(learners))


def _settings(verdicts: Gradebook, grading: Grading) -> Iterator[str]:
    """Yield lines on what is decided for the whole class."""
    deadlines = grading.deadlines
    if not deadlines.due:
        yield "Due: no date. Nothing is late."
    for exercise, at in sorted(deadlines.due.items()):
        yield f"Due: {shown_moment(at)} for {exercise or 'all exercises'}"
    if deadlines.policy is None:
        yield "Late policy: none. Lateness is told and costs nothing."
    else:
        yield f"Late policy: {deadlines.policy}"
    own = full_points(verdicts)
    for (exercise, task), number in sorted(grading.points.items()):
        course = own.get((exercise, task), 0)
        yield f"Points: {exercise}.{task} {number}, in the course {course}"


def _told(verdicts: Gradebook, grading: Grading) -> Iterator[str]:
    """Yield lines on all that is decided."""
    yield from _settings(verdicts, grading)
    for learner, extension in sorted(grading.deadlines.extensions.items()):
        yield f"Extension: {one_line(learner)} {_shown_extension(extension)}"
    own = full_points(verdicts)
    for one in grading.overrides:
        course = own.get((one.exercise, one.task), 0)
        most = grading.points.get((one.exercise, one.task), course)
        points = f"{points_of(one, course, most)} of {count(most, 'point')}"
        task = f"{one.exercise}.{one.task}"
        yield f"Override: {one_line(one.learner)}, {task}: {points}: {one.reason}"
    known = [
        one.submitted_at is not None
        for learner in verdicts.learners
        for one in learner.exercises
        if one.file
    ]
    yield (
        f"Times of submission: known for {sum(known)} of {count(len(known), 'submission')}. "
        "Without one, a submission counts as in time."
    )


def _shown_extension(one: Extension) -> str:
    parts = [shown_span(timedelta(days=one.days))] if one.days else []
    parts += [f"until {shown_moment(one.until)}"] if one.until is not None else []
    return ", ".join(parts) or "none"
