"""The command line of the commands on a gradebook."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from grader.commands import help_texts

_FILE = click.argument("gradebook", metavar="FILE.db")
_LEARNER = click.argument("learner", metavar="LEARNER")
_COURSE = click.option(
    "--course",
    metavar="COURSE",
    help="Course to use: a folder with a course.toml, or the name of an installed course.  "
    "[default: the course shipped with the grader]",
)
_HINTS = click.option(
    "--hints",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    help="Number of hints for each check that did not pass.",
)
_ANONYMOUS = click.option(
    "--anonymous",
    is_flag=True,
    help="Give learners names that tell nobody who they are, the same ones each time.",
)
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would change. Change nothing.")
_DUE = click.option(
    "--due",
    multiple=True,
    metavar="DATE",
    help="When all exercises are due; EXERCISE=DATE for one of them; may be repeated. 2026-12-01 "
    "means the end of that day. 2026-12-01T18:00 is local time. none: no due date.",
)
_LATE_POLICY = click.option(
    "--late-policy",
    metavar="POLICY",
    help="What lateness costs: PERCENT%/day (or /hour) of the exercise's maximum points for each "
    'day that has begun, with grace and cap as in "10%/day, grace 15min, cap 50%". none: nothing.',
)
_POINTS = click.option(
    "--points",
    multiple=True,
    metavar="TASK=N",
    help="Points of a task, in place of the course's; may be repeated. Its checks keep their "
    "shares. TASK=course: the course's points again.",
)


def _changing(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that change due dates, late policy and points, and pass them as one value."""

    @wraps(command)
    def with_changes(
        *, due: tuple[str, ...], late_policy: str | None, points: tuple[str, ...], **other: Any
    ) -> int:
        from grader.grades.settings import Changes

        return command(changes=Changes(due, late_policy, points), **other)

    return _DUE(_LATE_POLICY(_POINTS(with_changes)))


def add_commands(group: click.Group) -> None:
    """Add the commands on a gradebook to the group of all commands."""
    for command in (show, summary, report, override, policy):
        group.add_command(command)


@click.command("show", help=help_texts.SHOW)
@_FILE
@_LEARNER
@_HINTS
@_ANONYMOUS
@_changing
@_COURSE
def show(gradebook: str, learner: str, **options: Any) -> int:
    """Show one learner."""
    from grader.commands.show import show_learner

    return show_learner(gradebook, learner, **options)


@click.command("summary", help=help_texts.SUMMARY)
@_FILE
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="Number of checks, mistakes and learners to show.",
)
@_ANONYMOUS
@_changing
@_COURSE
def summary(gradebook: str, **options: Any) -> int:
    """Show a class at a glance."""
    from grader.commands.summary import summarise

    return summarise(gradebook, **options)


@click.command("report", help=help_texts.REPORT)
@_FILE
@click.argument("formats", nargs=-1, metavar="[FORMAT[=FILE]]...")
@click.option(
    "--template",
    "templates",
    multiple=True,
    metavar="FILE",
    help="The sheet from Canvas or Moodle to fill in, as in grade.",
)
@click.option(
    "--column", "columns", multiple=True, metavar="TITLE", help="The column to fill, as in grade."
)
@_HINTS
@_ANONYMOUS
@_changing
@_COURSE
def report(
    gradebook: str,
    formats: tuple[str, ...],
    templates: tuple[str, ...],
    columns: tuple[str, ...],
    hints: int,
    **options: Any,
) -> int:
    """Write reports."""
    from grader.commands.report import report as write_reports
    from grader.commands.reports import Choice, outputs_from

    choice = Choice(None, formats, templates, columns)
    outputs = outputs_from(choice, hints, quiet=bool(formats))
    return write_reports(gradebook, outputs, **options)


@click.command("override", help=help_texts.OVERRIDE)
@_FILE
@_LEARNER
@click.argument("task", metavar="TASK")
@click.argument("points", metavar="[POINTS]", type=click.IntRange(min=0), required=False)
@click.option("--reason", default="", metavar="TEXT", help="Why. It is shown with the grade.")
@click.option("--remove", is_flag=True, help="Let the checks decide about TASK again.")
@_DRY_RUN
@_COURSE
def override(gradebook: str, learner: str, task: str, points: int | None, **options: Any) -> int:
    """Set the points of a task."""
    from grader.commands.override import override as set_points

    return set_points(gradebook, learner, task, points, **options)


@click.command("policy", help=help_texts.POLICY)
@_FILE
@_changing
@click.option(
    "--extension",
    "extensions",
    multiple=True,
    metavar="LEARNER=TIME",
    help="More time for a learner: days such as 2, a span such as 12h, or a date. none: no more "
    "time. May be repeated.",
)
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A CSV file of people with a column extension, or submitted: when they handed in.",
)
@_DRY_RUN
@_COURSE
def policy(gradebook: str, **options: Any) -> int:
    """Set due dates, the late policy and points."""
    from grader.commands.policy import set_policy

    return set_policy(gradebook, **options)
