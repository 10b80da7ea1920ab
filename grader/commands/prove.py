"""`grade prove`: grades a course's own files and checks that they get the expected grades."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from rich.console import Console
from rich.text import Text

from grader.commands.progress import progress_bar
from grader.course.course import Course
from grader.course.known_answers import KnownAnswer, known_answers
from grader.course.load import load_course
from grader.course.prove import (
    Mismatch,
    answer_mismatches,
    score_changes,
    solution_mismatches,
    stub_mismatches,
)
from grader.errors import CourseError
from grader.judge.phrases import count
from grader.options import Options
from grader.pipeline import grade
from grader.protocol.text import plain
from grader.records import ExerciseResult, Submission
from grader.sandbox.limits import DEFAULT_TIMEOUT
from grader.session import Session, Settings
from grader.submission.archive import Archives
from grader.submission.learners import Found
from grader.submission.listing import file_on_disk
from grader.submission.names import exercise_of
from grader.submission.read import read
from grader.submission.reader import Reader
from grader.submission.seeds import seed_of


def prove_course(
    course: str | None = None,
    submissions: Path | None = None,
    *,
    timeout: float = DEFAULT_TIMEOUT,
    jobs: int | None = None,
    seeds: Sequence[int] = (),
) -> int:
    """Prove a course and print the mismatches; return 0 if there are none and 1 otherwise.

    course: a folder or a name, as in `load_course`. submissions: the folder of known answers; by
    default the course's own, if it has one. timeout: seconds for each call. seeds: everything is
    graded again under the draws of each. Raises GraderError.
    """
    loaded = load_course(course)
    folder = submissions or loaded.known_answers
    # Read first, so that an invalid expectation is reported before minutes of grading.
    answers = known_answers(folder, loaded.names) if folder is not None else ()
    if submissions is not None and not answers:
        raise CourseError(f"{submissions}: there are no known answers in this folder.")
    with Session(Settings(jobs=jobs, protected=loaded.secret)) as session:
        mismatches = [
            *_missing(loaded),
            *_unrecognised(answers, loaded),
            *_graded(loaded, answers, session, timeout, seeds),
        ]
    _report(loaded, answers, mismatches, seeds)
    return 1 if mismatches else 0


def _missing(course: Course) -> Iterator[Mismatch]:
    for name in course.names:
        for kind, files in (("stub", course.stubs), ("solution", course.solutions)):
            if name not in files:
                yield Mismatch(f"{kind} {name}", "is missing")


def _unrecognised(answers: Sequence[KnownAnswer], course: Course) -> Iterator[Mismatch]:
    for answer in answers:
        if answer.is_named and exercise_of(answer.file.name, course.names) != answer.exercise:
            yield Mismatch(answer.name, f"{answer.file.name} is not recognised by its name")


def new_seeds(count: int) -> tuple[int, ...]:
    """Draw this many different seeds."""
    return tuple(secrets.SystemRandom().sample(range(1_000_000), count))


def _graded(
    course: Course,
    answers: Sequence[KnownAnswer],
    session: Session,
    timeout: float,
    seeds: Sequence[int],
) -> Iterator[Mismatch]:
    """Grade stubs, solutions and known answers, and yield the mismatches."""
    stubs, solutions = (
        [_read(course, session.reader, name, files[name]) for name in course.names if name in files]
        for files in (course.stubs, course.solutions)
    )
    known = [read_answer(course, session.reader, answer) for answer in answers]
    session.reader.stop()
    yield from stub_mismatches(grade(stubs, course, session))
    options = Options(timeout=timeout, progress=progress_bar(), diagnoses=False)
    submissions = [*solutions, *known]
    first = grade(submissions, course, session, options)
    yield from _mismatches(first, answers)
    for seed in seeds:
        redrawn = [msgspec.structs.replace(one, seed=_mixed(one.seed, seed)) for one in submissions]
        results = grade(redrawn, course, session, options)
        names = [f"solution {one.exercise}" for one in solutions] + [one.name for one in answers]
        for mismatch in (*_mismatches(results, answers), *score_changes(names, first, results)):
            yield Mismatch(f"{mismatch.where}, with seed {seed}", mismatch.what)


def _mismatches(
    results: Sequence[ExerciseResult], answers: Sequence[KnownAnswer]
) -> Iterator[Mismatch]:
    """Compare the results of all solutions and, after them, of the known answers."""
    solved = len(results) - len(answers)
    yield from solution_mismatches(results[:solved])
    for answer, result in zip(answers, results[solved:], strict=True):
        yield from answer_mismatches(answer, result)


def _mixed(seed: int, other: int) -> int:
    return seed_of(f"{seed} {other}".encode())


def read_answer(course: Course, reader: Reader, answer: KnownAnswer) -> Submission:
    """Read a known answer as a submission. The learner is named after the file."""
    return _read(course, reader, answer.exercise, answer.file, answer.expected.only)


def _read(
    course: Course, reader: Reader, exercise: str, path: Path, only: tuple[str, ...] = ()
) -> Submission:
    found = Found(file_on_disk(path), path.stem, exercise, path.parent)
    with Archives() as archives:
        return read(found, course.exercise(exercise), archives, reader, only, course.placeholder)


def _report(
    course: Course,
    answers: Sequence[KnownAnswer],
    mismatches: Sequence[Mismatch],
    seeds: Sequence[int],
) -> None:
    console = Console(highlight=False)
    for mismatch in mismatches:
        console.print(
            Text(plain(f"{mismatch.where}: {mismatch.what}"), style="red"), soft_wrap=True
        )
    if seeds:
        drawn = f"Inputs were drawn {count(len(seeds) + 1, 'time')}: as always, and with"
        console.print(f"{drawn} {' '.join(f'--seed {seed}' for seed in seeds)}", soft_wrap=True)
    right = sum(not answer.expected.tasks for answer in answers)
    graded = (
        f"{course.name}, {count(len(course.exercises), 'exercise')} with stubs and solutions, "
        f"{count(right, 'right answer')}, {count(len(answers) - right, 'wrong answer')}"
    )
    if mismatches:
        told = f"NOT proven: {graded}. {count(len(mismatches), 'mismatch', 'mismatches')}."
    else:
        told = f"Proven: {graded}. Every grade is as expected."
    console.print(told, soft_wrap=True)
