"""The command line of `grade PATH`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader import __version__
from grader.commands import help_texts
from grader.commands.options import COURSE, HINTS, JOBS, TIMEOUT, changing, confinement
from grader.sandbox.limits import DEFAULT_LIMITS, UNITS
from grader.submission.layouts import LAYOUTS

if TYPE_CHECKING:
    from grader.grades.settings import Changes
    from grader.processes.isolation import Mode

_LIMITS = ", ".join(
    f"{name} ({getattr(DEFAULT_LIMITS, name)}{UNITS.get(name, '')})"
    for name in DEFAULT_LIMITS.__struct_fields__
)
_LAYOUTS = "; ".join(f"{name}: {told}" for name, told in LAYOUTS.items())

# Not from grader.report.formats, which imports what `--help` need not wait for. A test compares.
_FORMATS = (
    "json (grades.json), junit (junit.xml), csv (grades.csv), canvas (canvas.csv), moodle "
    "(moodle.csv), moodle-feedback (moodle-feedback.zip), nbgrader (nbgrader.csv), gradescope "
    "(results.json), classroom50 (result.json, with release-body.md), markdown (the folder "
    "feedback), github (annotations on standard output, and the job summary)"
)


@click.command("submissions", hidden=True, help=help_texts.GRADE)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(readable=False, path_type=Path),  # one bad path of many must not end the run
)
@COURSE
@click.option(
    "--only", multiple=True, metavar="TASK", help="Grade only this task; may be repeated."
)
@click.option(
    "--layout",
    type=click.Choice(["auto", *LAYOUTS]),
    default="auto",
    metavar="NAME",
    show_default=True,
    help=f"How the files are arranged. auto: as they look. {_LAYOUTS}.",
)
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A CSV file of the class, with columns such as id, name, email and section. Files are "
    "matched to its people, and whoever handed in nothing gets a row.",
)
@TIMEOUT
@JOBS
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Also write the results as JSON to FILE; - writes them to standard output, without the "
    "report. The same as --report json=FILE.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"Also write a report; may be repeated. FILE may be - as above. Formats, each with its "
    f"usual file: {_FORMATS}.",
)
@click.option(
    "--template",
    "templates",
    multiple=True,
    metavar="FILE",
    help="The sheet that you downloaded from Canvas or Moodle, for --report canvas or moodle. The "
    "report is this sheet with the grades filled in. If both are wanted: FORMAT=FILE, twice.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="TITLE",
    help="The column of the sheet to fill with the points of all exercises; EXERCISE=TITLE for "
    "those of one exercise; may be repeated. By default the columns named like the exercises, or "
    "the only column there is.",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the inputs with the secret in FILE, so that no learner can compute them in advance; "
    "grade key FILE makes one.",
)
@click.option(
    "--gradebook",
    metavar="FILE",
    help="Keep the results in FILE, a database, and go on from what it has: a file that was graded "
    "before is not run again. FILE may also be a URL of SQLAlchemy, for another database. --due, "
    "--late-policy and --points are kept in it first, as grade policy keeps them.",
)
@changing
@HINTS
@confinement(
    "Confinement of learner code: auto uses every protection that works here, strict fails if one "
    "is missing, off uses none."
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=N",
    help=f"Set a resource limit; may be repeated. Names and defaults: {_LIMITS}.",
)
@click.option(
    "--learner",
    default="",
    metavar="NAME",
    help="Show this learner in full when several are graded. A part of the name is enough.",
)
@click.option("--without", multiple=True, hidden=True, help="Disable a protection, for tests.")
@click.option("--quiet", "-q", is_flag=True, help="Print no report, only errors.")
@click.version_option(__version__, prog_name="grade")
def grade_submissions(
    paths: tuple[Path, ...],
    course: str | None,
    only: tuple[str, ...],
    layout: str,
    roster: Path | None,
    timeout: float,
    jobs: int | None,
    json_file: Path | None,
    reports: tuple[str, ...],
    templates: tuple[str, ...],
    columns: tuple[str, ...],
    key: Path | None,
    gradebook: str | None,
    hints: int,
    isolation: Mode,
    limits: tuple[str, ...],
    learner: str,
    without: tuple[str, ...],
    quiet: bool,
    changes: Changes,
) -> int:
    """Grade submissions."""
    from grader.processes.environment import own_paths
    from grader.submission.reader import Reader

    reader = click.get_current_context().with_resource(Reader(own_paths()))
    reader.start()  # It starts while this process imports the modules below.
    from grader.commands.grade import grade, limits_from
    from grader.commands.reports import Choice, outputs_from
    from grader.commands.roster import read_roster
    from grader.options import Options
    from grader.session import Settings

    settings = Settings(
        jobs=jobs,
        isolation=isolation,
        limits=limits_from(limits),
        without=frozenset(without),
        reader=reader,
    )
    choice = Choice(json_file, reports, templates, columns, learner)
    return grade(
        paths,
        Options(
            only=only,
            timeout=timeout,
            layout=layout,
            roster=None if roster is None else read_roster(roster),
        ),
        settings,
        course=course,
        key=key,
        roster=roster,
        gradebook=gradebook,
        changes=changes,
        outputs=outputs_from(choice, hints, quiet=quiet),
        quiet=quiet,
    )
