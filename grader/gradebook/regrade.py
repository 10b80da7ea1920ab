"""Grades what a gradebook has again: by judging its evidence, and by running only what must be.

What is judged from evidence is written in one transaction. What must be run is written as it is
done, so that a run that is killed goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from grader.course.course import Course
from grader.errors import GradebookError
from grader.gradebook.codec import decode
from grader.gradebook.current import Current
from grader.gradebook.judging import judging
from grader.gradebook.known import in_parts
from grader.gradebook.moves import VerdictMove, move_of
from grader.gradebook.reading import Opened
from grader.gradebook.recalling import Recalling
from grader.gradebook.rejudge import all_answered
from grader.gradebook.rewriting import New, Rewriting
from grader.gradebook.rows import evidence_of
from grader.gradebook.running import StartSession, Work, run
from grader.gradebook.stored import StoredEvidence, StoredVerdict
from grader.gradebook.verdicts import Verdict, verdict_of
from grader.judge.renamed import plain_name
from grader.options import DEFAULT_OPTIONS, Options
from grader.records import Status


@dataclass(frozen=True)
class Outcome:
    """What came of grading again.

    judged: how many submissions have a verdict of today. moves: those whose grade moved. run: those
    that were run again, or in a dry run would be, each with its tasks. left: those that keep their
    verdict, or a part of it, each with the reason. broken: those that ended as an internal error,
    each with the error; a verdict of before that was none stays.
    """

    judged: int = 0
    moves: tuple[VerdictMove, ...] = ()
    run: tuple[tuple[Current, tuple[str, ...]], ...] = ()
    left: tuple[tuple[Current, str], ...] = ()
    broken: tuple[tuple[Current, str], ...] = ()


class Again:
    """Grades what a gradebook has again.

    start_session: is called only if something must be run or measured. options: its progress and
    its warnings are told. workers: processes to judge in. dry_run: run nothing and write nothing.
    Raises GradebookError, and ProcessError if something must be run and cannot be.
    """

    def __init__(
        self,
        opened: Opened,
        course: Course,
        start_session: StartSession,
        options: Options = DEFAULT_OPTIONS,
        *,
        workers: int = 1,
        dry_run: bool = False,
    ) -> None:
        self._course = course
        self._database = opened.database
        self._start_session = start_session
        self._is_dry = dry_run
        self._options = options
        self._workers = workers
        self._recalling = Recalling(opened.database, course)
        current = sorted(opened.current(course), key=_group)
        self._groups = [tuple(several) for _, several in groupby(current, key=_group)]
        self._judged = 0
        self._moves: list[VerdictMove] = []
        self._left: list[tuple[Current, str]] = []
        self._broken: list[tuple[Current, str]] = []

    def regrade(self) -> Outcome:
        """Judge everything under the checks of today."""
        groups = [of for of in self._groups if self._is_in_course(of)]
        new: list[New] = []
        rest: list[Work] = []
        with (
            judging(self._course, len(groups), self._workers) as judge,
            self._options.progress(len(groups)) as advance,
        ):
            records = (
                record
                for part in in_parts(groups)
                for record in self._recalling.records([of[0] for of in part])
            )
            for number, (of, judged) in enumerate(zip(groups, judge(records), strict=True)):
                advance(number, "judging")
                if judged.new:
                    self._leave(of, f"the file was not searched for {', '.join(judged.new)}")
                if judged.damaged:
                    self._leave(of, judged.damaged)
                elif judged.verdict is None:
                    rest.append(Work(of, judged.stale))
                else:
                    new += self._new(of, judged.verdict)
        return self._finished("regrade", new, rest)

    def retry(self) -> Outcome:
        """Run everything again that ended as an internal error."""
        again: list[Work] = []
        for of in filter(self._is_in_course, self._groups):
            try:
                if not any(map(self._is_broken, of)):
                    continue
                known = self._recalling.known(of[0])
            except GradebookError as error:
                self._leave(of, str(error))
                continue
            if known.submission.internal_error:
                self._leave(of, "the file could not be read")
            else:
                again.append(Work(of, all_answered(known)))
        return self._finished("retry", [], again)

    def _is_broken(self, one: Current) -> bool:
        """Return whether a verdict is an internal error, or cannot be read."""
        try:
            return _internal_error(self._recalling.verdict(one)) is not None
        except GradebookError:
            return True

    def _is_in_course(self, of: tuple[Current, ...]) -> bool:
        is_known = of[0].exercise in self._course.names
        if not is_known:
            self._leave(of, f"{self._course.name} has no such exercise now")
        return is_known

    def _leave(self, of: tuple[Current, ...], why: str) -> None:
        self._left += [(one, why) for one in of]

    def _new(
        self,
        of: tuple[Current, ...],
        verdict: Verdict,
        evidence: StoredEvidence | None = None,
    ) -> list[New]:
        """Return what is to be written, and note what it changes.

        That is nothing if an internal error would take the place of a verdict that is none.
        """
        after = decode(verdict.record, StoredVerdict)
        error = _internal_error(after)
        if error is not None:
            self._broken += [(one, error) for one in of]
            if not all(map(self._is_broken, of)):
                return []
        self._moves += filter(None, (move_of(one, self._before(one), after) for one in of))
        self._judged += len(of)
        return [New(of, verdict, evidence)]

    def _before(self, one: Current) -> StoredVerdict:
        """Return the verdict of before; one without checks if it cannot be read."""
        try:
            return self._recalling.verdict(one)
        except GradebookError:
            return StoredVerdict(())

    def _finished(self, command: str, new: list[New], rest: list[Work]) -> Outcome:
        """Write what is new, then run the rest and write each."""
        if not self._is_dry:
            with Rewriting(self._database, self._course, command) as rewriting:
                rewriting.write(new)
                arguments = (self._recalling, rest, self._start_session, self._options)
                for work, graded in run(self._course, *arguments):
                    verdict = verdict_of(graded.result, plain_name(graded.submission))
                    rewriting.write(self._new(work.of, verdict, evidence_of(graded)))
        to_run = tuple((one, work.tasks) for work in rest if work.tasks for one in work.of)
        moves = sorted(self._moves, key=lambda move: (move.of.learner.name, move.of.exercise))
        left, broken = tuple(self._left), tuple(self._broken)
        return Outcome(self._judged, tuple(moves), to_run, left, broken)


def _internal_error(verdict: StoredVerdict) -> str | None:
    """Return the first internal error of a verdict; None if there is none."""
    checks = (check for task in verdict.tasks for check in task.checks)
    broken = next((one for one in checks if one.status is Status.INTERNAL_ERROR), None)
    if broken is None:
        return None
    return "" if broken.reason is None else str(broken.reason.details.get("error", ""))


def _group(one: Current) -> tuple[int, str, str]:
    """Return what submissions have in common that get one verdict."""
    return one.content_id, one.key_digest, one.limits
