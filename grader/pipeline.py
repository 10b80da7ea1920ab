"""One run on one screen: find, read, run, measure, judge, report.

Every stage hands its result to the next, and none reaches back.
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
from grader.judge.verdict import internal_error, judge
from grader.processes.collect import collect
from grader.records import Evidence, ExerciseResult, Gradebook, Submission
from grader.report.formats import Output, write
from grader.report.sanitise import sanitised
from grader.sandbox.limits import DEFAULT_TIMEOUT
from grader.session import Session, Warm
from grader.submission.archive import Archives
from grader.submission.discover import discover
from grader.submission.read import read_all
from grader.trainer.measure import measure

Advance: TypeAlias = Callable[[int], None]
"""Told how many submissions are done, in the calling thread."""

Progress: TypeAlias = Callable[[int], AbstractContextManager[Advance]]
"""Given how many submissions there are, opens the display of progress."""


@contextlib.contextmanager
def no_progress(_total: int) -> Iterator[Advance]:
    """Show nothing."""
    yield lambda _done: None


@dataclass(frozen=True)
class Options:
    """What a run may be told.

    only: the names of the tasks to grade; all if empty. timeout: seconds for each task. warn: gets
    one line if a protection is missing.
    """

    only: tuple[str, ...] = ()
    timeout: float = DEFAULT_TIMEOUT
    progress: Progress = no_progress
    warn: Callable[[str], None] = lambda _line: None


DEFAULT_OPTIONS = Options()


def run(
    paths: Sequence[Path],
    course: Course,
    session: Session,
    options: Options = DEFAULT_OPTIONS,
    outputs: Sequence[Output] = (),
) -> Gradebook:
    """Grade what lies under these paths, write the reports and return the grades.

    Raises UsageError if there is nothing to grade. Everything else becomes a result.
    """
    with Archives() as archives:
        discovery = discover(paths, course.names, archives)  # find
        submissions = read_all(discovery.found, course, options.only, archives)  # read
    results = grade(submissions, course, session, options)  # run, measure, judge
    book = sanitised(gradebook(submissions, results, discovery.notes))
    write(book, outputs)  # report
    return book


def grade(
    submissions: Sequence[Submission],
    course: Course,
    session: Session,
    options: Options = DEFAULT_OPTIONS,
) -> list[ExerciseResult]:
    """Grade these submissions side by side and return their results in the same order.

    The session's processes are started only if a task must be run. Raises ProcessError if nothing
    can be run here.
    """
    answered = [index for index, one in enumerate(submissions) if one.is_answered]
    results = {
        index: judge(course, one, {}, Evidence({}), {})
        for index, one in enumerate(submissions)
        if not one.is_answered
    }
    with options.progress(len(submissions)) as advance:
        advance(len(results))
        if answered:
            warm = session.warm()
            if warm.missing:
                options.warn(f"learner code is not kept from {', '.join(warm.missing)}")
            work = partial(grade_one, course, warm, options.timeout)
            for number, result in session.map(work, [submissions[index] for index in answered]):
                results[answered[number]] = result
                advance(len(results))
    return [results[index] for index in range(len(submissions))]


def grade_one(course: Course, warm: Warm, timeout: float, submission: Submission) -> ExerciseResult:
    """Take one submission through the stages that need processes."""
    try:
        questions = course.questions(submission)
        evidence = collect(warm.launcher, submission, questions, timeout)  # run
        measurements = measure(warm.trainers, questions, evidence)  # measure
        return judge(course, submission, questions, evidence, measurements)  # judge
    except Exception as error:  # noqa: BLE001  one submission must not end the others
        return internal_error(course, submission, f"{error!r}"[:300])
