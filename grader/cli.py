"""The command line: parses arguments, calls the commands and maps errors to exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from grader import __version__
from grader.errors import GraderError
from grader.sandbox.limits import DEFAULT_LIMITS, DEFAULT_TIMEOUT, UNITS

if TYPE_CHECKING:
    from grader.processes.isolation import Mode

_LIMITS = ", ".join(
    f"{name} ({getattr(DEFAULT_LIMITS, name)}{UNITS.get(name, '')})"
    for name in DEFAULT_LIMITS.__struct_fields__
)


# The options that several commands take.
_COURSE = click.option(
    "--course",
    metavar="COURSE",
    help="Course to use: a folder with a course.toml, or the name of an installed course.  "
    "[default: the course shipped with the grader]",
)
_TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=DEFAULT_TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="Time limit for each task, and for running the file itself.",
)
_JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of submissions to grade at once.  [default: one for each core]",
)


class _GradeGroup(click.Group):
    """A group with a default command: `grade PATH` means `grade submissions PATH`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "--help", "--version", "-h"):
            args = ["submissions", *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        grading = self.commands["submissions"]
        with click.Context(grading, info_name=ctx.info_name) as context:
            grading.format_help(context, formatter)
        others = [(name, one) for name, one in self.commands.items() if not one.hidden]
        with formatter.section("Other commands"):
            formatter.write_dl(
                [(f"{ctx.info_name} {name}", one.get_short_help_str(80)) for name, one in others]
            )

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command. Only this method maps errors to a line of text and an exit code."""
        try:
            code = super().main(*args, **options | {"standalone_mode": False})
            sys.exit(code or 0)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.message)
            sys.exit(2)
        except click.ClickException as error:
            _fail(error.format_message(), 2)
        except (click.Abort, KeyboardInterrupt):
            _fail("interrupted", 130)
        except GraderError as error:
            _fail(str(error), error.exit_code)
        except Exception as error:  # noqa: BLE001  users see one line instead of a traceback
            _fail(f"internal error, please report it: {type(error).__name__}: {error}", 3)


def _fail(message: str, code: int) -> NoReturn:
    from grader.protocol.text import one_line

    click.echo(f"grade: {one_line(message)}", err=True)
    sys.exit(code)


@click.group(
    cls=_GradeGroup, no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="grade")
def main() -> None:
    """Grade first deep learning exercises."""


@main.command("submissions", hidden=True)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(exists=True, path_type=Path),
)
@_COURSE
@click.option(
    "--only", multiple=True, metavar="TASK", help="Grade only this task; may be repeated."
)
@_TIMEOUT
@_JOBS
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Also write the results as JSON to FILE; - writes them to standard output, without the "
    "report.",
)
@click.option(
    "--hints",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    help="Number of hints for each check that did not pass.",
)
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
@click.option("--without", multiple=True, hidden=True, help="Disable a protection, for tests.")
@click.option("--quiet", "-q", is_flag=True, help="Print no report, only errors.")
@click.version_option(__version__, prog_name="grade")
def grade_submissions(
    paths: tuple[Path, ...],
    course: str | None,
    only: tuple[str, ...],
    timeout: float,
    jobs: int | None,
    json_file: Path | None,
    hints: int,
    isolation: Mode,
    limits: tuple[str, ...],
    without: tuple[str, ...],
    quiet: bool,
) -> int:
    """Grade submissions: report what is right, what is wrong and what to try next.

    PATH is an exercise file (.py or .ipynb), a folder of them (one learner), or a folder of such
    folders (one learner each). A .zip file counts as a folder. Renamed files such as
    "Copy_of_03_sgd.ipynb" are recognised.

    \b
    Examples:
      grade exercises/                  everything, with one hint for each mistake
      grade 03_sgd.py --only train      a single task
      grade class/ --json grades.json   a whole class, with its grades in a file

    \b
    Exit code:
      0 everything passed                 1 something to fix
      2 wrong usage or nothing to grade   3 internal error
    """  # noqa: D301  \b tells click not to wrap the paragraph
    from grader.commands.grade import grade, limits_from, outputs_from
    from grader.pipeline import Options
    from grader.session import Settings

    settings = Settings(
        jobs=jobs,
        isolation=isolation,
        limits=limits_from(limits),
        without=frozenset(without),
    )
    return grade(
        paths,
        Options(only=only, timeout=timeout),
        settings,
        course=course,
        outputs=outputs_from(json_file, hints, quiet=quiet),
        quiet=quiet,
    )


@main.command("doctor")
def doctor() -> int:
    """Show which protections against learner code work on this machine.

    Tests each of them in a process that is confined like a learner's process.
    """
    from grader.commands.doctor import examine

    return examine()


@main.command("prove")
@_COURSE
@click.option(
    "--submissions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Folder of known answers.  [default: the course's own]",
)
@_TIMEOUT
@_JOBS
def prove(course: str | None, submissions: Path | None, timeout: float, jobs: int | None) -> int:
    """Prove that a course grades correctly.

    Every untouched stub must be "not attempted", every solution must earn all points, and every
    known answer must get the grade that is recorded with it.
    """
    from grader.commands.prove import prove_course

    return prove_course(course, submissions, timeout=timeout, jobs=jobs)
