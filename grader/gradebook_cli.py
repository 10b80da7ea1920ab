"""The command line of the commands on a gradebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from grader.commands import help_texts
from grader.commands.options import COURSE, HINTS, JOBS, Points, changing, confinement

if TYPE_CHECKING:
    from grader.processes.isolation import Mode


def _with_libraries(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return the name of the gradebook, once what gradebooks need is known to be installed."""
    from grader.gradebook.opening import require_libraries

    require_libraries()
    return value


_FILE = click.argument("gradebook", metavar="FILE", callback=_with_libraries)
_LEARNER = click.argument("learner", metavar="LEARNER")
_ANONYMOUS = click.option(
    "--anonymous",
    is_flag=True,
    help="Give learners names that tell nobody who they are, the same ones each time.",
)
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Change nothing; say what would change.")
_CONFINEMENT = confinement("Confinement of what must be run, as in grade.")


def add_gradebook_commands(group: click.Group) -> None:
    """Add the commands on a gradebook to the group of all commands."""
    again = (_again("regrade", help_texts.REGRADE), _again("retry", help_texts.RETRY))
    for command in (show, summary, report, override, policy, *again, forget):
        group.add_command(command)


@click.command("show", help=help_texts.SHOW)
@_FILE
@_LEARNER
@HINTS
@_ANONYMOUS
@changing
@COURSE
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
@changing
@COURSE
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
@HINTS
@_ANONYMOUS
@changing
@COURSE
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
@click.argument("points", metavar="[POINTS]", type=Points(min=0), required=False)
@click.option("--reason", default="", metavar="TEXT", help="Why. It is shown with the grade.")
@click.option("--remove", is_flag=True, help="Let the checks decide about TASK again.")
@_DRY_RUN
@COURSE
def override(gradebook: str, learner: str, task: str, points: int | None, **options: Any) -> int:
    """Set the points of a task."""
    from grader.commands.override import override as set_points

    return set_points(gradebook, learner, task, points, **options)


@click.command("policy", help=help_texts.POLICY)
@_FILE
@changing
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
@COURSE
def policy(gradebook: str, **options: Any) -> int:
    """Set due dates, the late policy and points."""
    from grader.commands.policy import set_policy

    return set_policy(gradebook, **options)


def _again(name: Literal["regrade", "retry"], about: str) -> click.Command:
    """Return the command that judges a gradebook again, or that runs internal errors again."""

    @click.command(name, help=about)
    @_FILE
    @_DRY_RUN
    @COURSE
    @JOBS
    @_CONFINEMENT
    def again(
        gradebook: str, dry_run: bool, course: str | None, jobs: int | None, isolation: Mode
    ) -> int:
        from grader.commands.regrade import grade_again
        from grader.session import Settings

        settings = Settings(jobs=jobs, isolation=isolation)
        return grade_again(name, gradebook, settings, course=course, dry_run=dry_run)

    return again


@click.command("forget", help=help_texts.FORGET)
@_FILE
@_LEARNER
@_DRY_RUN
def forget(gradebook: str, learner: str, dry_run: bool) -> int:
    """Remove a learner."""
    from grader.commands.forget import forget_learner

    return forget_learner(gradebook, learner, dry_run=dry_run)
