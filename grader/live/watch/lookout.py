"""Finds out what was saved, waits until it is whole, reads it and has it checked."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Collection

from grader.course.course import Course
from grader.errors import UsageError
from grader.live.lookalikes import lookalikes
from grader.live.watch.checker import Checker
from grader.live.watch.events import Events
from grader.live.watch.folder import Folder
from grader.live.watch.records import Failed, Message, Missing, Unnamed
from grader.records import Submission
from grader.submission.archive import Archives
from grader.submission.learners import Found
from grader.submission.names import SUFFIXES, exercise_of
from grader.submission.read import read

GRACE = 0.15
"""Seconds that a file which is worse than before is given to become whole: an editor may be writing
it, or may have removed it to write it anew."""

SLOW, QUICK = 1.0, 0.2
"""Seconds between two looks without an event; quick where a look has found what no event told."""


class Lookout:
    """Looks at a folder in a thread, as a context manager. post: takes what there is to tell."""

    def __init__(
        self, folder: Folder, course: Course, checker: Checker, post: Callable[[Message], None]
    ) -> None:
        self._folder = folder
        self._course = course
        self._checker = checker
        self._post = post
        self._events = Events(folder.place)
        self._identity = folder.identity()
        self._period = SLOW
        self._is_over = threading.Event()
        self._is_missing = False
        self._handed: dict[str, Submission] = {}
        self._waiting: dict[
            str, tuple[Found | None, float]
        ] = {}  # with the time to take it as it is
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Lookout:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._events.names.put("")
        self._thread.join()

    def _work(self) -> None:
        try:
            with self._events:
                self._first_look()
                while not self._is_over.is_set():
                    self._look(self._wait())
        except Exception as error:  # noqa: BLE001  a thread's errors are the command's
            self._post(Failed(error))

    def _first_look(self) -> None:
        """Read all files, the one that was saved last at the end: the newest is run first."""
        changed = self._looked(frozenset())
        for found in reversed(self._folder.latest([one for one in changed.values() if one])):
            self._take(found.exercise, found, 0.0)
        self._tell_unnamed()

    def _wait(self) -> frozenset[str]:
        """Return the names that events tell, or none after a while."""
        now = time.monotonic()
        ends = [end for _, end in self._waiting.values()]
        timeout = max(0.0, min([now + self._period, *ends]) - now)
        names = []
        with contextlib.suppress(queue.Empty):
            names.append(self._events.names.get(timeout=timeout))
            while True:
                names.append(self._events.names.get_nowait())
        return frozenset(names)

    def _look(self, named: frozenset[str]) -> None:
        identity = self._folder.identity()
        if identity != self._identity:
            self._identity = identity
            self._events.begin_again()
        changed = self._looked(named)
        if changed and not named:
            self._period = QUICK  # No event told of this.
        now = time.monotonic()
        for name, found in changed.items():
            self._waiting.pop(name, None)
            self._take(name, found, now + GRACE)
        for name, (found, end) in list(self._waiting.items()):
            if end <= now:
                del self._waiting[name]
                self._take(name, found, 0.0)
        saved = {name for name in named if name.lower().endswith(SUFFIXES)}
        if any(exercise_of(name, self._course.names) is None for name in saved):
            self._tell_unnamed(saved)  # Last, so that no verdict waits for it.

    def _tell_unnamed(self, saved: Collection[str] | None = None) -> None:
        """Tell of files that look like exercises and are not named after them. None: of all."""
        lines = lookalikes(self._folder.place, self._course, self._checker.session.reader)
        for name, line in lines.items():
            if saved is None or name in saved:
                self._post(Unnamed(line))

    def _looked(self, named: frozenset[str]) -> dict[str, Found | None]:
        try:
            changed = self._folder.look(named)
        except UsageError as error:
            if not self._is_missing:
                self._is_missing = True
                self._post(Missing(str(error)))
            return {}
        if self._is_missing and any(changed.values()):
            self._is_missing = False
            self._post(Missing(""))
        return changed

    def _take(self, name: str, found: Found | None, end: float) -> None:
        """Have a file checked; if it is worse than before, only when it stays so until the end."""
        before = self._handed.get(name)
        submission = None if found is None else self._read(found)
        if submission is not None and submission == before:
            return
        if end and before is not None and (submission is None or _is_worse(submission, before)):
            self._waiting[name] = (found, end)
        elif submission is None:
            if self._handed.pop(name, None) is not None:
                self._checker.forget(name)
        else:
            self._handed[name] = submission
            self._checker.check(submission)

    def _read(self, found: Found) -> Submission | None:
        """Read a file; None if it has gone in the meantime."""
        exercise = self._course.exercise(found.exercise)
        with Archives() as archives:
            submission = read(
                found,
                exercise,
                archives,
                self._checker.session.reader,
                placeholder=self._course.placeholder,
            )
        return None if not found.file.disk.exists() else submission


def _is_worse(now: Submission, before: Submission) -> bool:
    """Return whether an answer is missing that was there, or something does not parse any more."""
    lost = any(
        source.state == "answered" and now.tasks[name].state != "answered"
        for name, source in before.tasks.items()
    )
    return lost or (bool(now.unparsed) and now.unparsed != before.unparsed)
