"""Grades the answers in `tests/feedback`, and compares their feedback with what readers judged."""

from __future__ import annotations

import ast
import difflib
import io
import re
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import msgspec
from rich.console import Console

from grader.course.course import Course
from grader.course.load import load_course
from grader.judge.gradebook import gradebook
from grader.options import Options
from grader.pipeline import grade
from grader.records import ExerciseResult, Submission
from grader.report.formats import Output
from grader.report.presentable import presentable
from grader.report.presenter import present
from grader.report.terminal import show
from grader.session import Session, Settings
from grader.submission.archive import Archives
from grader.submission.learners import Found
from grader.submission.listing import file_on_disk
from grader.submission.read import read

ANSWERS = Path(__file__).resolve().parents[1] / "tests" / "feedback" / "answers.jsonl"
_TIMEOUT = 8.0
_WIDTH = 100
_OUTPUT = Output("terminal")
_HINTS = re.compile(r"^ *Hint: .*(?:\n.*\S.*)*", re.MULTILINE)
_NUMBER = re.compile(r"-?\b\d+(?:\.\d+)?(?:e[-+]?\d+)?\b")


class Reading(msgspec.Struct, frozen=True, omit_defaults=True):
    """A wrong answer, the feedback on it and a reader's verdict; see tests/feedback/README.md."""

    id: str
    exercise: str
    task: str
    code: str
    mistake: str
    feedback: str = ""
    untrue: bool | None = None
    cause: str = ""
    note: str = ""


def readings(file: Path = ANSWERS) -> list[Reading]:
    """Read the answers; raises msgspec.ValidationError."""
    lines = file.read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Reading) for line in lines]


def submitted(reading: Reading, solution: str) -> str:
    """Return the solution's source with the answer in place of the task's function."""
    lines = solution.splitlines()
    (function,) = (
        node
        for node in ast.parse(solution).body
        if isinstance(node, ast.FunctionDef) and node.name == reading.task
    )
    lines[function.lineno - 1 : function.end_lineno] = reading.code.splitlines()
    return "\n".join(lines) + "\n"


def graded(
    answers: Sequence[Reading], course: Course, session: Session
) -> Mapping[str, tuple[ExerciseResult, str]]:
    """Grade the answers, each only on its own task; return the results and the feedback by id."""
    with tempfile.TemporaryDirectory() as folder, Archives() as archives:
        submissions = [_read(each, Path(folder), course, session, archives) for each in answers]
    results = grade(submissions, course, session, Options(timeout=_TIMEOUT))
    return {
        reading.id: (result, _feedback(submission, result))
        for reading, submission, result in zip(answers, submissions, results, strict=True)
    }


def _read(
    reading: Reading, folder: Path, course: Course, session: Session, archives: Archives
) -> Submission:
    file = folder / reading.id / f"{reading.exercise}.py"
    file.parent.mkdir()
    solution = course.solutions[reading.exercise].read_text("utf-8")
    file.write_text(submitted(reading, solution), "utf-8")
    found = Found(file_on_disk(file), reading.id, reading.exercise, Path(file.name))
    exercise = course.exercise(reading.exercise)
    only = (reading.task,)
    return read(found, exercise, archives, session.reader, only, course.placeholder)


def _feedback(submission: Submission, result: ExerciseResult) -> str:
    """Return what the command prints for this learner, without colours."""
    named = msgspec.structs.replace(submission, file=Path(submission.file).name)
    own = msgspec.structs.replace(result, file=Path(result.file).name)
    book = presentable(gradebook([named], [own]), [_OUTPUT])
    stream = io.StringIO()
    console = Console(file=stream, highlight=False, width=_WIDTH, color_system=None)
    show(present(book, _OUTPUT.hints), console)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()).strip("\n")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--write", is_flag=True, help="Replace changed feedback and remove its verdict.")
@click.option(
    "--keep",
    is_flag=True,
    help="Keep the verdict where nothing but hints, lines and numbers changed. Read the hints "
    "first: each must be true of every mistake that its check finds.",
)
def main(write: bool, keep: bool) -> None:
    """Grade the answers, and show the feedback that differs from what was read."""
    course, answers = load_course(), readings()
    with Session(Settings(protected=course.secret)) as session:
        found = graded(answers, course, session)
    after = [_renewed(each, found[each.id][1], keep=keep) for each in answers]
    for old, new in zip(answers, after, strict=True):
        if old != new:
            click.echo(f"\n{new.id}: {new.mistake}")
            lines = difflib.unified_diff(
                old.feedback.splitlines(), new.feedback.splitlines(), lineterm="", n=0
            )
            click.echo("\n".join(list(lines)[2:]))
    _count(after)
    if write:
        ANSWERS.write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in after))


def _renewed(reading: Reading, feedback: str, *, keep: bool) -> Reading:
    if feedback == reading.feedback:
        return reading
    if keep and says_the_same(reading.feedback, feedback):
        return msgspec.structs.replace(reading, feedback=feedback)
    return Reading(
        reading.id, reading.exercise, reading.task, reading.code, reading.mistake, feedback
    )


def says_the_same(feedback: str, other: str) -> bool:
    """Return whether two feedbacks differ at most in hints, line numbers and other numbers."""
    return _without_details(feedback) == _without_details(other)


def _without_details(feedback: str) -> list[str]:
    without_hints = _HINTS.sub("", feedback)
    return _NUMBER.sub("0", without_hints).split()


def _count(answers: Sequence[Reading]) -> None:
    causes = Counter(each.cause or "not read" for each in answers)
    click.echo(f"\n{len(answers)} answers. The cause: {dict(causes)}.")
    click.echo(f"Untrue: {sum(bool(each.untrue) for each in answers)}.")


if __name__ == "__main__":
    main()
