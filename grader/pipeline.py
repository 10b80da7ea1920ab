"""The stages of a run: find, read, run, measure, judge, report.

Each stage passes its result to the next. No stage calls an earlier one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from grader.course.course import Course
from grader.judge.gradebook import gradebook
from grader.judge.learner_text import cleaned
from grader.judge.verdict import internal_error, judge
from grader.processes.collect import collect
from grader.records import Evidence, ExerciseResult, Gradebook, Submission
from grader.report.formats import Output, write
from grader.report.presentable import presentable
from grader.sandbox.limits import DEFAULT_TIMEOUT
from grader.session import Session, Warm
from grader.submission.archive import Archives
from grader.submission.discover import discover
from grader.submission.read import read_all
from grader.submission.seeds import Key
from grader.trainer.measure import measure

Advance: TypeAlias = Callable[[int, str], None]
"""Called in the calling thread with the number of finished submissions, and what is done now."""

Progress: TypeAlias = Callable[[int], AbstractContextManager[Advance]]
"""Opens a progress display for this number of submissions."""


@contextlib.contextmanager
def no_progress(_total: int) -> Iterator[Advance]:
    """Show nothing."""
    yield lambda _done, _now: None


@dataclass(frozen=True)
class Options:
    """The options of a run.

    only: the names of the tasks to grade; all if empty. timeout: seconds for each task. progress:
    opens the progress display. warn: called with one line if a protection is missing. key: a
    secret that makes the inputs unforeseeable.
    """

    only: tuple[str, ...] = ()
    timeout: float = DEFAULT_TIMEOUT
    progress: Progress = no_progress
    warn: Callable[[str], None] = lambda _line: None
    key: Key | None = None


DEFAULT_OPTIONS = Options()


def run(
    paths: Sequence[Path],
    course: Course,
    session: Session,
    options: Options = DEFAULT_OPTIONS,
    outputs: Sequence[Output] = (),
) -> Gradebook:
    """Grade the submissions under these paths, write the reports and return the gradebook.

    Raises UsageError if there is nothing to grade, and ProcessError if learner code cannot be run.
    A failure in one submission becomes its result.
    """
    session.reader.start()  # It is ready by the time that the files are found.
    with Archives() as archives:
        discovery = discover(paths, course.names, archives)  # find
        submissions = read_all(  # read
            discovery.found, course, options.only, archives, session.reader, options.key
        )
    session.reader.stop()  # No process of ours is idle beside learner code without need.
    results = grade(submissions, course, session, options)  # run, measure, judge
    digest = None if options.key is None else options.key.digest
    book = presentable(gradebook(submissions, results, discovery.notes, digest), outputs)
    write(book, outputs)  # report
    return book


def grade(
    submissions: Sequence[Submission],
    course: Course,
    session: Session,
    options: Options = DEFAULT_OPTIONS,
) -> list[ExerciseResult]:
    """Grade these submissions in parallel and return their results in the same order.

    Starts the session's processes only if a task must be run. Raises ProcessError if they cannot
    be started, or not be confined as required.
    """
    answered = [index for index, one in enumerate(submissions) if one.is_answered]
    results = {
        index: _grade_unrun(course, one)
        for index, one in enumerate(submissions)
        if not one.is_answered
    }
    with options.progress(len(submissions)) as advance:
        advance(len(results), "starting TensorFlow" if answered else "grading")
        if answered:
            warm = session.warm()
            advance(len(results), "grading")
            if warm.missing:
                options.warn(f"learner code is not prevented from {', '.join(warm.missing)}")
            work = partial(grade_one, course, warm, options.timeout)
            for number, result in session.map(work, [submissions[index] for index in answered]):
                results[answered[number]] = result
                advance(len(results), "grading")
    return [results[index] for index in range(len(submissions))]


def _grade_unrun(course: Course, submission: Submission) -> ExerciseResult:
    """Judge a submission that reading alone decides. An exception becomes an internal error."""
    if submission.internal_error:
        return internal_error(course, submission, submission.internal_error)
    try:
        return judge(course, submission, {}, Evidence({}), {})
    except Exception as error:  # noqa: BLE001  a failure in one submission must not end the run
        return internal_error(course, submission, repr(error))


def grade_one(course: Course, warm: Warm, timeout: float, submission: Submission) -> ExerciseResult:
    """Run, measure and judge one submission. An exception becomes an internal error."""
    try:
        questions = course.questions(submission)
        evidence = cleaned(collect(warm.launcher, submission, questions, timeout))  # run
        measurements = measure(warm.trainers, questions, evidence)  # measure
        return judge(course, submission, questions, evidence, measurements)  # judge
    except Exception as error:  # noqa: BLE001  a failure in one submission must not end the run
        return internal_error(course, submission, repr(error))
