"""`grade PATH...`: grades submissions and writes the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
from rich.console import Console

from grader.commands.after_grading import keep_progress, tell_next, tell_renaming
from grader.commands.keep import keeping, require_keepable, require_possible
from grader.commands.key import read_key
from grader.commands.progress import progress_bar
from grader.commands.reports import prepare
from grader.commands.surroundings import require_surroundings
from grader.commands.targets import require_apart
from grader.course.course import Course
from grader.course.load import installed_folders, load_course
from grader.errors import UsageError
from grader.grades.settings import NO_CHANGES, Changes
from grader.judge.gradebook import outline_of
from grader.options import Options
from grader.pipeline import run
from grader.records import Gradebook, Status
from grader.report.formats import Output
from grader.report.write import require_writable
from grader.sandbox.limits import DEFAULT_LIMITS, MAX_LIMIT, Limits
from grader.session import Session, Settings


def limits_from(settings: Sequence[str]) -> Limits:
    """Return the default limits, changed by these NAME=N settings; raises UsageError."""
    limits = DEFAULT_LIMITS
    for setting in settings:
        name, _, value = setting.partition("=")
        is_number = value.isdecimal() and len(value) < 10 and 1 <= int(value) <= MAX_LIMIT
        if name not in Limits.__struct_fields__ or not is_number:
            raise UsageError(
                f"--limit {setting}: expected NAME=N, where N is a whole number from 1 to "
                f"{MAX_LIMIT} and NAME is one of {', '.join(Limits.__struct_fields__)}."
            )
        limits = msgspec.structs.replace(limits, **{name: int(value)})
    return limits


def grade(
    paths: Sequence[Path],
    options: Options,
    settings: Settings,
    *,
    course: str | None = None,
    key: Path | None = None,
    roster: Path | None = None,
    gradebook: str | None = None,
    changes: Changes = NO_CHANGES,
    outputs: Sequence[Output] = (),
    quiet: bool = False,
) -> int:
    """Grade these paths and report; return the exit code. Raises GraderError.

    key: the file of a key, which learner code must not read. roster: the file that `options.roster`
    was read from. gradebook: a file or a URL to keep the results in. Only teachers have a key or a
    gradebook, so no progress is kept then. changes: of due dates, late policy and points, which the
    gradebook keeps.
    """
    require_surroundings(paths)
    loaded = load_course(course)
    require_writable(outputs)
    prepare(outputs, [one.exercise for one in outline_of(loaded, options.only)])
    require_possible(changes, gradebook, loaded)
    protected = protected_folders(loaded)
    if key is not None:
        options = replace(options, key=read_key(key))
        protected = (*protected, key.resolve())
    teachers = {"the key's file": key, "the roster": roster}
    require_apart(outputs, paths, loaded.names, options.layout, teachers)
    protected = (*protected, *require_keepable(gradebook, outputs, options))
    options = replace(options, progress=progress_bar(quiet=quiet), warn=warn)
    settings = replace(settings, protected=protected)
    with (
        keeping(gradebook, loaded, options, settings.limits, changes, quiet=quiet) as options,
        Session(settings) as session,
    ):
        book = run(paths, loaded, session, options, outputs)
    is_teachers = key is not None or gradebook is not None
    kept = None if is_teachers else keep_progress(book, loaded)
    is_shown = any(output.format == "terminal" for output in outputs)
    if kept is None and is_shown and not is_teachers:
        tell_renaming(book, loaded, Console(highlight=False))
    if kept is not None and is_shown and exit_code(book) == 0:
        tell_next(kept, book, loaded, Console(highlight=False), course)
    return exit_code(book)


def protected_folders(course: Course) -> tuple[Path, ...]:
    """Return the folders of courses that learner code must not read."""
    return (*course.secret, *installed_folders().values())


def exit_code(book: Gradebook) -> int:
    """Return 0 if everything passed, 1 if there is something to fix, 3 for an internal error."""
    statuses = {
        task.status
        for learner in book.learners
        for exercise in learner.exercises
        for task in exercise.tasks
    }
    if Status.INTERNAL_ERROR in statuses:
        return 3
    return 0 if statuses == {Status.PASSED} else 1


def warn(line: str) -> None:
    """Say that a protection is missing."""
    Console(stderr=True, highlight=False).print(f"grade: {line}. See: grade doctor", soft_wrap=True)
