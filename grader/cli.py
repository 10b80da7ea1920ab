"""The command line: options, arguments and their help; each command is a function elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader import __version__
from grader.commands import help_texts
from grader.commands.group import GradeGroup
from grader.commands.options import COURSE, DUE, HINTS, JOBS, LATE_POLICY, POINTS, TIMEOUT
from grader.gradebook_cli import add_commands
from grader.sandbox.limits import DEFAULT_LIMITS, UNITS
from grader.submission.layouts import LAYOUTS

if TYPE_CHECKING:
    from grader.commands.package import Service
    from grader.processes.isolation import Mode

MAX_SEEDS = 1_000

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


@click.group(
    help="Grade first deep learning exercises.",
    cls=GradeGroup,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="grade")
def main() -> None:
    """Grade first deep learning exercises."""


@main.command("submissions", hidden=True, help=help_texts.GRADE)
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
    "before is not run again. A URL of SQLAlchemy instead of FILE names another database. --due, "
    "--late-policy and --points first set in it what grade policy sets.",
)
@DUE
@LATE_POLICY
@POINTS
@HINTS
@click.option(
    "--isolation",
    type=click.Choice(["auto", "strict", "off"]),
    default="auto",
    show_default=True,
    help="Confinement of learner code: auto uses every protection that works here, strict fails if "
    "one is missing, off uses none.",
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
    due: tuple[str, ...],
    late_policy: str | None,
    points: tuple[str, ...],
    hints: int,
    isolation: Mode,
    limits: tuple[str, ...],
    learner: str,
    without: tuple[str, ...],
    quiet: bool,
) -> int:
    """Grade submissions."""
    from grader.processes.environment import own_paths
    from grader.submission.reader import Reader

    reader = click.get_current_context().with_resource(Reader(own_paths()))
    reader.start()  # It starts while this process imports the modules below.
    from grader.commands.grade import grade, limits_from
    from grader.commands.reports import Choice, outputs_from
    from grader.commands.roster import read_roster
    from grader.grades.settings import Changes
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
        gradebook=gradebook,
        changes=Changes(due, late_policy, points),
        outputs=outputs_from(choice, hints, quiet=quiet),
        quiet=quiet,
    )


@main.command("start", help=help_texts.START)
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@click.option("--notebooks", is_flag=True, help="Write notebooks (.ipynb) instead of scripts.")
@COURSE
def start(folder: Path | None, notebooks: bool, course: str | None) -> int:
    """Lay out the exercises."""
    from grader.commands.lay_out import lay_out

    return lay_out(folder, notebooks=notebooks, course=course)


_TASK = click.argument("task", metavar="TASK")
_FOLDER = click.argument(
    "folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path)
)


@main.command("list", help=help_texts.LIST)
@_FOLDER
@COURSE
def list_exercises(folder: Path | None, course: str | None) -> int:
    """Show the progress."""
    from grader.commands.list import list_exercises

    return list_exercises(folder, course=course)


@main.command("hints", help=help_texts.HINTS)
@click.argument("task", metavar="[TASK]", required=False)
@_FOLDER
@click.option(
    "--stage",
    type=click.IntRange(min=1),
    metavar="N",
    help="Show the first N stages.  [default: 1, or all once TASK has passed]",
)
@COURSE
def hints(task: str | None, folder: Path | None, stage: int | None, course: str | None) -> int:
    """Show hints."""
    from grader.commands.hints import list_hints, show_hints

    if task is None:
        return list_hints(course=course)
    return show_hints(task, folder, stage=stage, course=course)


@main.command("reset", help=help_texts.RESET)
@_TASK
@_FOLDER
@COURSE
def reset(task: str, folder: Path | None, course: str | None) -> int:
    """Restore a task."""
    from grader.commands.reset import reset

    return reset(task, folder, course=course)


@main.command("solution", help=help_texts.SOLUTION)
@_TASK
@_FOLDER
@click.option("--give-up", is_flag=True, help="Show it even if your answer has not passed.")
@COURSE
def solution(task: str, folder: Path | None, give_up: bool, course: str | None) -> int:
    """Show a solution."""
    from grader.commands.solution import show_solution

    return show_solution(task, folder, give_up=give_up, course=course)


@main.command("watch", help=help_texts.WATCH)
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@COURSE
@TIMEOUT
@click.option(
    "--isolation",
    type=click.Choice(["auto", "strict", "off"]),
    default="auto",
    show_default=True,
    help="Confinement of your code, as in grade.",
)
@click.option("--json", is_flag=True, help="Print verdicts as JSON, one object a line.")
def watch(
    folder: Path | None, course: str | None, timeout: float, isolation: Mode, json: bool
) -> int:
    """Grade exercises as they are saved."""
    from grader.commands.watch import watch

    return watch(folder, course=course, timeout=timeout, isolation=isolation, json=json)


@main.command("doctor", help=help_texts.DOCTOR)
def doctor() -> int:
    """Test the protections."""
    from grader.commands.doctor import examine

    return examine()


@main.command("prove", help=help_texts.PROVE)
@COURSE
@click.option(
    "--submissions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Folder of known answers.  [default: the course's own]",
)
@click.option(
    "--seeds",
    type=click.IntRange(min=0, max=MAX_SEEDS),
    default=0,
    metavar="N",
    help="Grade everything N more times, each time with newly drawn inputs: no status and no score "
    "may change. Prints the seeds.",
)
@click.option(
    "--seed",
    "repeated",
    type=click.IntRange(min=0),
    multiple=True,
    metavar="SEED",
    help="Grade everything once more with the inputs of this seed, as printed by --seeds. "
    "Repeatable.",
)
@TIMEOUT
@JOBS
def prove(
    course: str | None,
    submissions: Path | None,
    seeds: int,
    repeated: tuple[int, ...],
    timeout: float,
    jobs: int | None,
) -> int:
    """Prove a course."""
    from grader.commands.prove import new_seeds, prove_course

    drawn = (*repeated, *new_seeds(seeds))
    return prove_course(course, submissions, timeout=timeout, jobs=jobs, seeds=drawn)


@main.command("package", help=help_texts.PACKAGE)
@click.argument("service", type=click.Choice(["gradescope", "classroom50"]))
@click.argument("target", required=False, metavar="[TARGET]", type=click.Path(path_type=Path))
@COURSE
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Put the secret in FILE into the autograder, so that no learner can compute its inputs in "
    "advance. Only for gradescope: the files for classroom50 are public.",
)
def package(service: Service, target: Path | None, course: str | None, key: Path | None) -> int:
    """Make what a teacher uploads."""
    from grader.commands.package import make_package

    return make_package(service, target, course, key)


@main.command("key", help=help_texts.KEY)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def key(file: Path) -> int:
    """Make a key."""
    from grader.commands.key import make_key

    return make_key(file)


add_commands(main)
