"""The command line: options, arguments and their help; each command is a function elsewhere."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader import __version__
from grader.commands.group import GradeGroup
from grader.sandbox.limits import DEFAULT_LIMITS, DEFAULT_TIMEOUT, MAX_TIMEOUT, UNITS

if TYPE_CHECKING:
    from grader.processes.isolation import Mode

MAX_SEEDS = 1_000

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


class _Seconds(click.FloatRange):
    """A number in a range. The class of click lets NaN pass, which no comparison refuses."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; raises click.BadParameter."""
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail("nan is not a number of seconds.", param, ctx)
        return number


_TIMEOUT = click.option(
    "--timeout",
    type=_Seconds(min=0, min_open=True, max=MAX_TIMEOUT),
    default=DEFAULT_TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="Time limit for each call, and for the statements of the file. Waiting for a busy "
    "processor does not count.",
)
_JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of submissions to grade at once.  [default: one for each core]",
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


# Texts of help are no docstrings, which PYTHONOPTIMIZE=2 removes.
_GRADE = """Grade submissions: report what is right, what is wrong and what to try next.

PATH is an exercise file (.py or .ipynb), a folder of them (one learner), or a folder of such
folders (one learner each). A .zip file counts as a folder. Renamed files such as
"Copy of …" are recognised.

\b
Examples:
  grade exercises/                  everything, with one hint for each mistake
  grade exercises/ --only TASK      the task of this name
  grade class/ --json grades.json   a whole class, with its grades in a file

\b
Exit code:
  0 everything passed                 1 something to fix
  2 wrong usage or nothing to grade   3 internal error
  4 the results cannot be written     130 interrupted with Ctrl-C
"""
_DOCTOR = """Show which protections against learner code work on this machine.

Tests each of them in a process that is confined like a learner's process.
"""
_PROVE = """Prove that a course grades correctly.

Every untouched stub must be "not attempted", every solution must earn all points, and every
known answer must get the grade that is recorded with it.
"""
_KEY = """Make a random key for --key, in a new file that only you can read.

Without a key, a learner who has the grader can compute the inputs on which a file will be graded.
With a key, nobody can who does not have it. Keep the file: the same key and the same submission
give the same inputs.
"""
_START = """Lay out the exercises in FOLDER, with a README on how to open them.

FOLDER is "exercises" unless you name another. It is made if it does not exist. A file that is there
already is never changed, so this also brings back an exercise that you deleted.

\b
Examples:
  grade start                   scripts, in the folder exercises
  grade start --notebooks       notebooks for Jupyter, VS Code or Colab
  grade start my-work           in another folder
"""
_LIST = """Show your progress: every exercise, its file and its tasks, and what comes next.

FOLDER is where your exercises are: the working folder or "exercises", unless you name another.
Nothing is run. Each task is shown as it was when `grade` last checked it; the progress is kept on
this computer, outside of your folder.

\b
Examples:
  grade list                 the exercises here
  grade list my-work         those in another folder
"""
_RESET = """Restore TASK as it was handed out, to begin it anew.

Works in scripts and notebooks. The rest of the file stays as it is. The file as it was before is
kept beside it, with .bak at the end of its name. TASK may also be the name of an exercise, to
restore its whole file.

\b
Examples:
  grade reset relu           the task of this name
  grade reset EXERCISE       a whole file; its name without .py or .ipynb
"""
_SOLUTION = """Show a right answer to TASK, once yours has passed.

Yours may be written differently and be just as right. With --give-up, the answer is shown in any
case.

\b
Examples:
  grade solution relu              after `grade` has said that relu passed
  grade solution relu --give-up    without having solved it
"""


@main.command("submissions", hidden=True, help=_GRADE)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(readable=False, path_type=Path),  # one bad path of many must not end the run
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
    "--key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the inputs with the secret in FILE, so that no learner can compute them in advance; "
    "grade key FILE makes one.",
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
    key: Path | None,
    hints: int,
    isolation: Mode,
    limits: tuple[str, ...],
    without: tuple[str, ...],
    quiet: bool,
) -> int:
    """Grade submissions."""
    from grader.processes.environment import own_paths
    from grader.submission.reader import Reader

    reader = click.get_current_context().with_resource(Reader(own_paths()))
    reader.start()  # It starts while this process imports the modules below.
    from grader.commands.grade import grade, limits_from, outputs_from
    from grader.pipeline import Options
    from grader.session import Settings

    settings = Settings(
        jobs=jobs,
        isolation=isolation,
        limits=limits_from(limits),
        without=frozenset(without),
        reader=reader,
    )
    return grade(
        paths,
        Options(only=only, timeout=timeout),
        settings,
        course=course,
        key=key,
        outputs=outputs_from(json_file, hints, quiet=quiet),
        quiet=quiet,
    )


@main.command("start", help=_START)
@click.argument("folder", metavar="[FOLDER]", default="exercises", type=click.Path(path_type=Path))
@click.option("--notebooks", is_flag=True, help="Write notebooks (.ipynb) instead of scripts.")
@_COURSE
def start(folder: Path, notebooks: bool, course: str | None) -> int:
    """Lay out the exercises."""
    from grader.commands.lay_out import lay_out

    return lay_out(folder, notebooks=notebooks, course=course)


_TASK = click.argument("task", metavar="TASK")
_FOLDER = click.argument(
    "folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path)
)


@main.command("list", help=_LIST)
@_FOLDER
@_COURSE
def list_exercises(folder: Path | None, course: str | None) -> int:
    """Show the progress."""
    from grader.commands.list import list_exercises

    return list_exercises(folder, course=course)


@main.command("reset", help=_RESET)
@_TASK
@_FOLDER
@_COURSE
def reset(task: str, folder: Path | None, course: str | None) -> int:
    """Restore a task."""
    from grader.commands.reset import reset

    return reset(task, folder, course=course)


@main.command("solution", help=_SOLUTION)
@_TASK
@_FOLDER
@click.option("--give-up", is_flag=True, help="Show it even if your answer has not passed.")
@_COURSE
def solution(task: str, folder: Path | None, give_up: bool, course: str | None) -> int:
    """Show a solution."""
    from grader.commands.solution import show_solution

    return show_solution(task, folder, give_up=give_up, course=course)


@main.command("doctor", help=_DOCTOR)
def doctor() -> int:
    """Test the protections."""
    from grader.commands.doctor import examine

    return examine()


@main.command("prove", help=_PROVE)
@_COURSE
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
@_TIMEOUT
@_JOBS
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


@main.command("key", help=_KEY)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def key(file: Path) -> int:
    """Make a key."""
    from grader.commands.key import make_key

    return make_key(file)
