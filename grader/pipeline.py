"""The stages of a run: find, read, run, measure, judge, diagnose, decide, report.

Each stage passes its result to the next. No stage calls an earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec

from grader.course.course import Course
from grader.graded import NOTHING, Examined, Graded
from grader.judge.gradebook import gradebook, outline_of
from grader.judge.learner_text import cleaned
from grader.judge.places import located
from grader.judge.renamed import file_name, plain_name, renamed
from grader.judge.verdict import internal_error, judge
from grader.options import DEFAULT_OPTIONS, Options
from grader.packed import PackedByIndex
from grader.processes.attempt import NEVER, Stop
from grader.processes.collect import collect
from grader.records import ExerciseResult, Gradebook, Submission
from grader.report.formats import Output
from grader.report.presentable import presentable
from grader.report.write import require_learner, require_one_learner, write
from grader.session import Session, Warm
from grader.submission.archive import Archives
from grader.submission.choose import ReadingSettings, read_learners
from grader.submission.discover import discover
from grader.submission.enrol import enrolled
from grader.trainer.absent import Absent
from grader.trainer.diagnose import Diagnose, diagnose
from grader.trainer.measure import measure
from grader.trainer.replies import Remembering


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
        learners = [one.learner for one in discovery.learners]
        require_one_learner(outputs, len(learners))
        require_learner(outputs, learners)
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
    options.keeper.tell(reading.told)
    results = grade(reading.submissions, course, session, options)  # run, measure, judge, diagnose
    digest = None if options.key is None else options.key.digest
    outline = outline_of(course, options.only)
    notes = (*discovery.notes, *reading.notes)
    book = gradebook(reading.submissions, results, notes, digest, outline, reading.told)
    book = options.decided(book)  # decide
    book = presentable(book, outputs)
    write(book, outputs)  # report
    return book


def grade(
    submissions: Sequence[Submission],
    course: Course,
    session: Session,
    options: Options = DEFAULT_OPTIONS,
) -> Sequence[ExerciseResult]:
    """Grade these submissions in parallel and return their results in the same order.

    Starts the session's processes only if a task must be run. Raises ProcessError if they cannot
    be started, or not be confined as required.
    """
    results = PackedByIndex(ExerciseResult)
    for index, result in options.keeper.known(submissions):
        results[index] = result
    for index, one in enumerate(submissions):
        if index not in results and not one.is_answered:
            results[index] = _kept(options, Graded(one, judged(course, one, NOTHING)))
    alike = [each for each in options.keeper.alike(submissions) if each[0] not in results]
    with options.progress(len(submissions)) as advance:
        advance(len(results), "starting TensorFlow" if alike else "grading")
        if alike:
            warm = session.warm()
            advance(len(results), "grading")
            if warm.missing:
                options.warn(f"learner code is not prevented from {', '.join(warm.missing)}")
            work = partial(grade_alike, course, warm, options, submissions)
            # A result that was made during an interrupt is not passed on, so it is not kept.
            for number, graded in session.map(work, alike):
                for index, each in zip(alike[number], graded, strict=True):
                    results[index] = _kept(options, each)
                advance(len(results), "grading")
    return results.in_order()


def grade_alike(
    course: Course,
    warm: Warm,
    options: Options,
    submissions: Sequence[Submission],
    alike: Sequence[int],
) -> list[Graded]:
    """Grade the submissions with these indexes, which have the same content.

    The first one is run, and each is judged.
    """
    first = grade_one(course, warm, options, submissions[alike[0]])
    others = (same_for(course, options, first, submissions[index]) for index in alike[1:])
    return [first, *others]


def same_for(course: Course, options: Options, graded: Graded, other: Submission) -> Graded:
    """Return the result of `other`, which has the content of `graded` under another file name."""
    if graded.examined is NOTHING:
        return Graded(other, msgspec.structs.replace(graded.result, file=other.file))
    names = file_name(graded.submission.file), file_name(other.file)
    evidence = renamed(graded.examined.evidence, *names)
    examined = replace(graded.examined, evidence=evidence)
    result = judged(course, other, examined)
    if options.diagnoses:
        asked = Remembering(Absent().diagnose, graded.replies)
        result = diagnosed(asked, other, examined, result)
    return Graded(other, result, examined, graded.replies)


def _kept(options: Options, graded: Graded) -> ExerciseResult:
    options.keeper.keep(graded)
    return graded.result


def grade_one(course: Course, warm: Warm, options: Options, submission: Submission) -> Graded:
    """Run, measure, judge and diagnose one submission. An exception becomes an internal error."""
    try:
        examined = examine(course, warm, options.timeout, submission)  # run, measure
    except Exception as error:  # noqa: BLE001  a failure in one submission must not end the run
        return Graded(submission, internal_error(course, submission, repr(error)))
    result = judged(course, submission, examined)  # judge
    if not options.diagnoses:
        return Graded(submission, result, examined)
    asked = Remembering(warm.trainers.diagnose)
    result = diagnosed(asked, submission, examined, result)  # diagnose
    return Graded(submission, result, examined, asked.replies)


def examine(
    course: Course, warm: Warm, timeout: float, submission: Submission, stop: Stop = NEVER
) -> Examined:
    """Run and measure the answered tasks of one submission.

    stop: see `collect`. Raises StoppedError if it says so. Any other exception is a failure of the
    grader.
    """
    questions = course.questions(submission)
    # Learner code sees the name that the file was handed out with: nothing depends on another one.
    names = file_name(submission.file), plain_name(submission)
    as_handed_out = renamed(submission, *names)
    collected = collect(warm.launcher, as_handed_out, questions, timeout, stop)
    evidence = located(cleaned(renamed(collected, *reversed(names))), submission)
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
    trainer: Diagnose, submission: Submission, examined: Examined, result: ExerciseResult
) -> ExerciseResult:
    """Return the same verdict with diagnoses of the trainings that failed.

    It takes seconds for each of them, and no time for a submission without any.
    """
    try:
        return diagnose(trainer, submission, examined.questions, examined.evidence, result)
    except Exception:  # noqa: BLE001  the verdict stands without a diagnosis
        return result
