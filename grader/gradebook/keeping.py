"""Keeps what is graded: one thread writes it to the gradebook, many results at a time."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType

from grader.course.course import Course
from grader.errors import GradebookError
from grader.gradebook.conditions import Condition, condition_id, finish_run, start_run
from grader.gradebook.content import content_or_none
from grader.gradebook.identity import shared_by_several
from grader.gradebook.known import known_results
from grader.gradebook.opening import Database
from grader.gradebook.rows import Entry, Rows, entry_of
from grader.graded import Graded
from grader.records import ExerciseResult, Status, Submission

_INTERVAL = 0.5
"""Seconds for which results are gathered. A run that is killed loses no more than these."""

_MOST = 200
"""Results that are written at a time, and that may wait to be written."""


class Keeper:
    """Keeps the results of one run, as a context manager.

    command: as in the table of runs. kept, known_before: counts of submissions,
    without those of learners who have handed in nothing. broken: how many
    ended as an internal error. lost: a line on each that could not be kept. Raises GradebookError
    when it is entered if the gradebook cannot be written, and at its end or earlier if a result
    could not be.
    """

    def __init__(
        self, database: Database, course: Course, condition: Condition, command: str = "grade"
    ) -> None:
        self.kept = 0
        self.known_before = 0
        self.broken = 0
        self.lost: list[str] = []
        self._database = database
        self._course = course
        self._condition = condition
        self._command = command
        self._queue: queue.Queue[Graded | None] = queue.Queue(_MOST)
        self._error: GradebookError | None = None
        self._thread = threading.Thread(target=self._work, name="gradebook", daemon=True)

    def __enter__(self) -> Keeper:
        with self._database.writing() as connection:
            run_id = start_run(connection, self._condition, self._command)
            self._rows = Rows(self._course, condition_id(connection, self._condition), run_id)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._finish()
        if self._error is not None:
            if error is None:
                raise self._error
            return
        if error is None:
            with self._database.writing() as connection:
                finish_run(connection, self._rows.run_id)

    def known(self, submissions: Sequence[Submission]) -> Iterator[tuple[int, ExerciseResult]]:
        """Yield the results that submissions with this content have; they are these learners'."""
        learners = ((one.learner, one.account) for one in submissions)
        self._rows.people.shared = shared_by_several(learners)
        condition = self._rows.condition_id
        for index, one in known_results(self._database, self._course, condition, submissions):
            self.keep(Graded(submissions[index], one))
            self.known_before += 1
            yield index, one

    def tell(self, told: Mapping[str, tuple[str, ...]]) -> None:
        """Keep these notes on learners, by name, with the results that follow."""
        self._rows.told = told

    @property
    def apart(self) -> tuple[str, ...]:
        """The participants of Moodle whom only a number tells from others of the same name."""
        return tuple(sorted(self._rows.people.apart))

    def written(self) -> Mapping[str, int]:
        """Return the numbers of the learners' rows, by name, once all that was kept is written.

        Nothing can be kept after this. Raises GradebookError if something could not be written.
        """
        self._finish()
        if self._error is not None:
            raise self._error
        return self._rows.people.numbers

    def alike(self, submissions: Sequence[Submission]) -> list[list[int]]:
        """Return the indexes of submissions, those that have the same content together."""
        groups: dict[bytes, list[int]] = {}
        for index, one in enumerate(submissions):
            content = content_or_none(one)
            digest = str(index).encode() if content is None else content.digest
            groups.setdefault(digest, []).append(index)
        return list(groups.values())

    def keep(self, graded: Graded) -> None:
        """Keep a result; raises GradebookError if an earlier one could not be kept."""
        if self._error is not None:
            raise self._error
        self.broken += any(task.status is Status.INTERNAL_ERROR for task in graded.result.tasks)
        self._put(graded)

    def _finish(self) -> None:
        if self._thread.is_alive():
            self._put(None)
            self._thread.join()

    def _put(self, item: Graded | None) -> None:
        while self._error is None:
            try:
                self._queue.put(item, timeout=_INTERVAL)
            except queue.Full:
                continue
            return

    def _work(self) -> None:
        """Write what is kept until the end, or until that fails."""
        try:
            is_open = True
            while is_open:
                batch, is_open = self._next()
                self._write([entry for one in batch if (entry := self._entry(one)) is not None])
        except GradebookError as error:
            self._error = error
        except Exception as error:  # noqa: BLE001  a thread's errors are the command's
            shown = self._database.shown
            self._error = GradebookError(f"{shown}: {type(error).__name__}: {error}")

    def _entry(self, graded: Graded) -> Entry | None:
        """Return what is written of a result. A failure concerns this submission alone."""
        try:
            return entry_of(graded)
        except Exception as error:  # noqa: BLE001  whatever it is, the others must be kept
            who = graded.submission.learner
            self.lost.append(f"{who}, {graded.submission.exercise}: not kept: {error!r}"[:300])
            return None

    def _next(self) -> tuple[list[Graded], bool]:
        """Wait for results; return them, and whether there may be more."""
        batch: list[Graded] = []
        item = self._queue.get()
        end = time.monotonic() + _INTERVAL
        while item is not None:
            batch.append(item)
            left = end - time.monotonic()
            if len(batch) >= _MOST or left <= 0:
                return batch, True
            try:
                item = self._queue.get(timeout=left)
            except queue.Empty:
                return batch, True
        return batch, False

    def _write(self, entries: Sequence[Entry]) -> None:
        """Write all of these or none."""
        if not entries:
            return
        with self._database.writing() as connection:
            for entry in entries:
                self._rows.write(connection, entry)
        self.kept += sum(bool(entry.submission.file) for entry in entries)
