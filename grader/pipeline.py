"""The stages of a run: find, read, run, measure, judge, diagnose, report.

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
from grader.judge.gradebook import gradebook, outline_of
from grader.judge.learner_text import cleaned
from grader.judge.places import located
from grader.judge.verdict import Questions, internal_error, judge
from grader.people import Roster
from grader.processes.attempt import NEVER, Stop
from grader.processes.collect import collect
from grader.records import Evidence, ExerciseResult, Gradebook, Measurements, Submission
from grader.report.formats import Output
from grader.report.presentable import presentable
from grader.report.write import require_one_learner, write
from grader.sandbox.limits import DEFAULT_TIMEOUT
from grader.session import Session, Warm
from grader.submission.archive import Archives
from grader.submission.arrange import AUTO
from grader.submission.choose import ReadingSettings, read_learners
from grader.submission.discover import discover
from grader.submission.enrol import enrolled
from grader.submission.seeds import Key
from grader.trainer.diagnose import diagnose
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
    secret that makes the inputs unforeseeable. layout: how files are arranged. roster: the people
    of the class. whole_course: whether an exercise that was not handed in counts 0 points even if
    one learner alone is graded. diagnoses: whether trainings that failed are diagnosed, which takes
    seconds for each and changes no grade.
    """

    only: tuple[str, ...] = ()
    timeout: float = DEFAULT_TIMEOUT
    progress: Progress = no_progress
    warn: Callable[[str], None] = lambda _line: None
    key: Key | None = None
    layout: str = AUTO
    roster: Roster | None = None
    whole_course: bool = False
    diagnoses: bool = True


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
        discovery = enrolled(  # find
            discover(paths, course.names, archives, options.layout), options.roster
        )
        require_one_learner(outputs, len(discovery.learners))
        reading = read_learners(  # read
            discovery,
            ReadingSettings(
                course,
                archives,
                session.reader,
                options.only,
                options.key,
                is_whole=discovery.is_class or options.whole_course,
            ),
        )
    session.reader.stop()  # No process of ours is idle beside learner code without need.
    results = grade(reading.submissions, course, session, options)  # run, measure, judge, diagnose
    digest = None if options.key is None else options.key.digest
    outline = outline_of(course, options.only)
    notes = (*discovery.notes, *reading.notes)
    book = gradebook(reading.submissions, results, notes, digest, outline, reading.told)
    book = presentable(book, outputs)
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
        index: judged(course, one, NOTHING)
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
            work = partial(grade_one, course, warm, options)
            for number, result in session.map(work, [submissions[index] for index in answered]):
                results[answered[number]] = result
                advance(len(results), "grading")
    return [results[index] for index in range(len(submissions))]


def grade_one(
    course: Course, warm: Warm, options: Options, submission: Submission
) -> ExerciseResult:
    """Run, measure, judge and diagnose one submission. An exception becomes an internal error."""
    try:
        examined = examine(course, warm, options.timeout, submission)  # run, measure
    except Exception as error:  # noqa: BLE001  a failure in one submission must not end the run
        return internal_error(course, submission, repr(error))
    result = judged(course, submission, examined)  # judge
    if not options.diagnoses:
        return result
    return diagnosed(warm, submission, examined, result)  # diagnose


@dataclass(frozen=True)
class Examined:
    """What learner code did: the questions to it, its evidence, and the measurements of that."""

    questions: Questions
    evidence: Evidence
    measurements: Measurements


NOTHING = Examined({}, Evidence({}), {})
"""What is known of a submission that was not run."""


def examine(
    course: Course, warm: Warm, timeout: float, submission: Submission, stop: Stop = NEVER
) -> Examined:
    """Run and measure the answered tasks of one submission.

    stop: see `collect`. Raises StoppedError then, and whatever a failure of the grader raises.
    """
    questions = course.questions(submission)
    collected = collect(warm.launcher, submission, questions, timeout, stop)
    evidence = located(cleaned(collected), submission)
    return Examined(questions, evidence, measure(warm.trainers, questions, evidence))


def judged(course: Course, submission: Submission, examined: Examined) -> ExerciseResult:
    """Judge one submission. An exception becomes an internal error."""
    if submission.internal_error:
        return internal_error(course, submission, submission.internal_error)
    try:
        return judge(
            course, submission, examined.questions, examined.evidence, examined.measurements
        )
    except Exception as error:  # noqa: BLE001  a failure in one submission must not end the run
        return internal_error(course, submission, repr(error))


def diagnosed(
    warm: Warm, submission: Submission, examined: Examined, result: ExerciseResult
) -> ExerciseResult:
    """Return the same verdict with diagnoses of the trainings that failed.

    It takes seconds for each of them, and no time for a submission without any.
    """
    try:
        return diagnose(
            warm.trainers.diagnose, submission, examined.questions, examined.evidence, result
        )
    except Exception:  # noqa: BLE001  the verdict stands without a diagnosis
        return result
