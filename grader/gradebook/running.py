"""Runs again what a gradebook knows too little of: only the tasks in question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TypeAlias

import msgspec

from grader.course.course import Course
from grader.gradebook.conditions import limits_in
from grader.gradebook.current import Current
from grader.gradebook.recalling import Recalled, Recalling
from grader.gradebook.rejudge import Trainers, rejudge
from grader.graded import Examined, Graded
from grader.judge.verdict import internal_error
from grader.options import Options
from grader.pipeline import examine
from grader.records import Evidence
from grader.sandbox.limits import Limits
from grader.session import Session, Warm

StartSession: TypeAlias = Callable[[Limits], Session]
"""Returns a session that runs learner code within these limits."""


@dataclass(frozen=True)
class Work:
    """The submissions with one content that count, and its tasks to run; none to measure only."""

    of: tuple[Current, ...]
    tasks: tuple[str, ...]


def run(
    course: Course,
    recalling: Recalling,
    work: Sequence[Work],
    start_session: StartSession,
    options: Options,
) -> Iterator[tuple[Work, Graded]]:
    """Run, or only measure, what must be, within the limits of before. Raises ProcessError."""
    by_limits = sorted(work, key=lambda one: one.of[0].limits)
    for said, several in groupby(by_limits, key=lambda one: one.of[0].limits):
        group = list(several)
        timeout, limits = limits_in(said)
        with start_session(limits) as session, options.progress(len(group)) as advance:
            advance(0, "starting TensorFlow")
            warm = session.warm()
            if warm.missing:
                options.warn(f"learner code is not prevented from {', '.join(warm.missing)}")
            again = partial(_run_one, course, warm, timeout, recalling)
            for number, (index, graded) in enumerate(session.map(again, group), start=1):
                yield group[index], graded
                advance(number, "grading")


def _run_one(
    course: Course, warm: Warm, timeout: float, recalling: Recalling, work: Work
) -> Graded:
    """Run the tasks, and judge all. An exception becomes an internal error."""
    known = recalling.known(work.of[0])
    submission = known.submission
    try:
        if work.tasks:
            sources = {name: submission.tasks[name] for name in work.tasks}
            part = msgspec.structs.replace(submission, tasks=sources)
            known = _renewed(known, examine(course, warm, timeout, part), work.tasks)
        return rejudge(course, known, Trainers(warm.trainers, warm.trainers.diagnose))
    except Exception as error:  # noqa: BLE001  a failure in one submission must not end the run
        return Graded(submission, internal_error(course, submission, repr(error)))


def _renewed(known: Recalled, fresh: Examined, tasks: tuple[str, ...]) -> Recalled:
    """Return what is known, with what a run gave for these tasks and for the rest of the file."""
    old, new = known.examined.evidence, fresh.evidence
    kept = tuple(one for one in old.trainings if one.task and one.task not in tasks)
    evidence = Evidence({**old.outcomes, **new.outcomes}, new.loading, (*kept, *new.trainings))
    measured = {
        one.request: one
        for of_task in fresh.measurements.values()
        for one in of_task.values()
        if not one.internal_error
    }
    measurements = {**known.stored.measurements, **measured}
    return replace(
        known,
        examined=Examined(known.examined.questions, evidence, {}),
        stored=msgspec.structs.replace(known.stored, measurements=measurements),
        stale=(),
    )
