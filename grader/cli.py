"""The group of all commands. Most have their options in the modules named *_cli."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader import __version__
from grader.commands import help_texts
from grader.commands.group import GradeGroup
from grader.commands.options import COURSE, JOBS, TIMEOUT
from grader.gradebook_cli import add_gradebook_commands
from grader.grading_cli import grade_submissions
from grader.learner_cli import add_learner_commands

if TYPE_CHECKING:
    from grader.commands.package import Service

MAX_SEEDS = 1_000


@click.group(
    help="Grade first deep learning exercises.",
    cls=GradeGroup,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="grade")
def main() -> None:
    """Grade first deep learning exercises."""


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


main.add_command(grade_submissions)
add_learner_commands(main)
add_gradebook_commands(main)
