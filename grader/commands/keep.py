"""`--gradebook`: keeps what is graded, and says what is kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from grader.course.course import Course
from grader.errors import EndedBySignal, UsageError
from grader.grades.adjust import Grading
from grader.grades.settings import NO_CHANGES, Changes, changed
from grader.judge.gradebook import outline_of
from grader.judge.phrases import count
from grader.notes import listed
from grader.options import Options
from grader.protocol.text import plain
from grader.records import Gradebook
from grader.report.formats import Output
from grader.sandbox.limits import Limits

if TYPE_CHECKING:
    from grader.gradebook.keeping import Keeper
    from grader.gradebook.opening import Database
    from grader.gradebook.reading import Opened

_APART = "people of one name, told apart only by Moodle's number, which differs in each assignment"
_WHO_IS_WHO = (
    "They are new learners in each assignment. To say who is who, give the assignment's grading "
    "worksheet as the roster: --roster worksheet.csv"
)


def require_keepable(
    target: str | None, outputs: Sequence[Output], options: Options
) -> tuple[Path, ...]:
    """Return the files of a gradebook, which learner code must not read; raises UsageError."""
    if target is None:
        return ()
    if options.only:
        raise UsageError("--only: a gradebook keeps whole exercises. Leave --only or --gradebook.")
    files = gradebook_files(target)
    for path in (path for output in outputs for path in output.paths()):
        if path.resolve() in files:
            raise UsageError(f"{path}: cannot write the results: this is the gradebook.")
    return files


def require_possible(changes: Changes, target: str | None, course: Course) -> None:
    """Raise UsageError for a mistake in changes, before a gradebook is made or anything is run.

    They need a gradebook even where the time of a submission is known without one: it keeps them,
    with extensions and overrides, for the next run and for every report.
    """
    if changes and target is None:
        raise UsageError(
            f"{changes.options[0]}: a gradebook keeps what you decide. Add --gradebook FILE.db."
        )
    changed(Grading(), changes, outline_of(course))


def gradebook_files(target: str) -> tuple[Path, ...]:
    """Return the files of a gradebook on this machine."""
    if "://" in target:
        return ()
    file = Path(target).resolve()
    return tuple(file.with_name(file.name + end) for end in ("", "-journal"))


@contextlib.contextmanager
def opened_gradebook(target: str) -> Iterator[Opened]:
    """Open a gradebook that exists, and close it at the end; raises UsageError."""
    from grader.gradebook.opening import require_libraries

    require_libraries()
    from grader.gradebook.reading import open_gradebook

    with open_gradebook(target) as opened:
        yield opened


@contextlib.contextmanager
def keeping(
    target: str | None,
    course: Course,
    options: Options,
    limits: Limits,
    changes: Changes = NO_CHANGES,
    *,
    quiet: bool = False,
) -> Iterator[Options]:
    """Return the options with a gradebook, and close it at the end; raises GraderError.

    target: a file or a URL; None for no gradebook. changes: kept in it before anything is graded.
    """
    if target is None:
        yield options
        return
    from grader.gradebook.opening import open_database

    database = open_database(target, create=True)
    from grader.commands.policy import set_for_run
    from grader.gradebook.conditions import condition_of
    from grader.gradebook.keeping import Keeper

    digest = None if options.key is None else options.key.digest
    condition = condition_of(course, digest, options.timeout, limits)
    keeper = Keeper(database, course, condition)
    shown = plain(database.shown)
    try:
        if changes:
            console = Console(stderr=True, highlight=False, soft_wrap=True, quiet=quiet)
            set_for_run(database, course, changes, console)
        with keeper:
            decided = _deciding(database, course, keeper)
            yield replace(options, keeper=keeper, whole_course=True, decided=decided)
    except (KeyboardInterrupt, EndedBySignal):
        kept = count(keeper.kept, "submission")
        say(f"{shown}: {kept} kept. Run the same command again to go on from there.")
        raise
    finally:
        database.engine.dispose()
    if keeper.broken:
        broken = count(keeper.broken, "submission")
        say(f"{broken} ended as an internal error. Run again: grade retry {shown}")
    for line in keeper.lost:
        say(f"{shown}: {plain(line)}")
    if keeper.apart:
        say(f"{shown}: {listed(_APART, list(keeper.apart))}. {_WHO_IS_WHO}")
    if not quiet:
        before = f", {keeper.known_before} of them from before" if keeper.known_before else ""
        say(f"{shown}: {count(keeper.kept, 'submission')} kept{before}.")
        if options.roster is not None and options.roster.has_times:
            say(
                "Extensions and times of submission in the roster do not count yet. To set them: "
                f"grade policy {shown} --roster FILE"
            )


def _deciding(
    database: Database, course: Course, keeper: Keeper
) -> Callable[[Gradebook], Gradebook]:
    """Return what makes grades of a run's verdicts, by what the gradebook knows besides."""
    from grader.gradebook.decided import decided

    def grades(book: Gradebook) -> Gradebook:
        rows = keeper.written()
        with database.reading() as connection:
            return decided(connection, course, book, rows)

    return grades


def say(line: str) -> None:
    """Print a line on standard error, if it takes one."""
    with contextlib.suppress(OSError):  # It may be closed or full.
        Console(stderr=True, highlight=False).print(Text(f"grade: {line}"), soft_wrap=True)
