"""Grades what a gradebook has again: by judging its evidence, and by running only what must be.

What is judged from evidence is written in one transaction. What must be run is written as it is
done, so that a run that is killed goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from grader.course.course import Course
from grader.errors import GradebookError
from grader.gradebook.moves import Move, move_of
from grader.gradebook.reading import Current, Opened
from grader.gradebook.recalling import Recalled, Recalling
from grader.gradebook.rejudge import Absent, Trainers, rejudge
from grader.gradebook.rewriting import New, Rewriting
from grader.gradebook.running import StartSession, Work, all_answered, run, stale
from grader.gradebook.stored import StoredVerdict
from grader.gradebook.verdicts import stored
from grader.judge.renamed import plain_name
from grader.pipeline import DEFAULT_OPTIONS, Graded, Options
from grader.records import Status


@dataclass(frozen=True)
class Outcome:
    """What came of grading again.

    judged: how many submissions have a verdict of today. moves: those whose grade moved. run: those
    that were run again, or in a dry run would be, each with its tasks. left: those that keep their
    verdict, or a part of it, each with the reason.
    """

    judged: int = 0
    moves: tuple[Move, ...] = ()
    run: tuple[tuple[Current, tuple[str, ...]], ...] = ()
    left: tuple[tuple[Current, str], ...] = ()


class Again:
    """Grades what a gradebook has again.

    start_session: is called only if something must be run or measured. options: its progress and
    its warnings are told. dry_run: run nothing and write nothing. Raises GradebookError, and
    ProcessError if something must be run and cannot be.
    """

    def __init__(
        self,
        opened: Opened,
        course: Course,
        start_session: StartSession,
        options: Options = DEFAULT_OPTIONS,
        *,
        dry_run: bool = False,
    ) -> None:
        self._course = course
        self._database = opened.database
        self._start_session = start_session
        self._is_dry = dry_run
        self._options = options
        self._recalling = Recalling(opened.database, course)
        current = sorted(opened.current(course), key=_group)
        self._groups = [tuple(several) for _, several in groupby(current, key=_group)]
        self._judged = 0
        self._moves: list[Move] = []
        self._left: list[tuple[Current, str]] = []

    def regrade(self) -> Outcome:
        """Judge everything under the checks of today."""
        new: list[New] = []
        rest: list[Work] = []
        with self._options.progress(len(self._groups)) as advance:
            for number, of in enumerate(self._groups):
                advance(number, "judging")
                for known in self._known(of):
                    graded = self._judged_at_once(known)
                    if graded is None:
                        rest.append(Work(of, stale(known)))
                    else:
                        new.append(self._new(of, Graded(graded.submission, graded.result)))
        return self._finished("regrade", new, rest)

    def retry(self) -> Outcome:
        """Run everything again that ended as an internal error."""
        again: list[Work] = []
        for of in self._groups:
            for known in self._known(of):
                if not _is_broken(self._recalling.verdict(of[0])):
                    continue
                if known.submission.internal_error:
                    self._leave(of, "the file could not be read")
                else:
                    again.append(Work(of, all_answered(known)))
        return self._finished("retry", [], again)

    def _known(self, of: tuple[Current, ...]) -> Iterator[Recalled]:
        """Yield what is known of a content, unless it cannot be graded again."""
        if of[0].exercise not in self._course.names:
            self._leave(of, f"{self._course.name} has no such exercise now")
            return
        try:
            known = self._recalling.known(of[0])
        except GradebookError as error:
            self._leave(of, str(error))
            return
        if known.new:
            self._leave(of, f"the file was not searched for {', '.join(known.new)}")
        yield known

    def _leave(self, of: tuple[Current, ...], why: str) -> None:
        self._left += [(one, why) for one in of]

    def _judged_at_once(self, known: Recalled) -> Graded | None:
        """Judge a content; None if something must be run, or measured, first."""
        if stale(known):
            return None
        absent = Absent()
        graded = rejudge(self._course, known, Trainers(absent.measure, absent.diagnose))
        return None if absent.was_asked else graded

    def _new(self, of: tuple[Current, ...], graded: Graded) -> New:
        verdict = stored(graded.result, plain_name(graded.submission))
        for one in of:
            move = move_of(one, self._recalling.verdict(one), verdict)
            self._moves += [] if move is None else [move]
        self._judged += len(of)
        return New(of, graded)

    def _finished(self, command: str, new: list[New], rest: list[Work]) -> Outcome:
        """Write what is new, then run the rest and write each."""
        if not self._is_dry:
            with Rewriting(self._database, self._course, command) as rewriting:
                rewriting.write(new)
                arguments = (self._recalling, rest, self._start_session, self._options)
                for work, graded in run(self._course, *arguments):
                    rewriting.write([self._new(work.of, graded)])
        to_run = tuple((one, work.tasks) for work in rest if work.tasks for one in work.of)
        moves = sorted(self._moves, key=lambda move: (move.of.learner.name, move.of.exercise))
        return Outcome(self._judged, tuple(moves), to_run, tuple(self._left))


def _group(one: Current) -> tuple[int, str, str]:
    """Return what submissions have in common that get one verdict."""
    return one.content_id, one.key_digest, one.limits


def _is_broken(verdict: StoredVerdict) -> bool:
    checks = (check for task in verdict.tasks for check in task.checks)
    return any(check.status is Status.INTERNAL_ERROR for check in checks)
