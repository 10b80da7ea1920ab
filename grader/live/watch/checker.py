"""Grades what has changed in the files of a folder, several tasks at a time, the newest first."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from grader.course.course import Course
from grader.errors import ProcessError, StoppedError
from grader.graded import NOTHING, Examined
from grader.live.watch.known import KnownFile
from grader.live.watch.records import Checked, Failed, Gone, Message, Ready
from grader.pipeline import diagnosed, examine
from grader.records import ExerciseResult, Place, Submission
from grader.report.formats import Output
from grader.report.presentable import presentable_exercise
from grader.session import Session

_OUTPUTS = (Output("terminal", hints=9), Output("json", hints=9))
"""Results are laid out for these first, so that one that cannot be shown is found at once."""


@dataclass(frozen=True)
class _Job:
    """Tasks of one file to be run in one process. Without tasks, the file is run all the same."""

    submission: Submission
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def tasks(self) -> tuple[str, ...]:
        return tuple(self.submission.tasks)


@dataclass
class _File:
    """What is known of a file, and what is being run of it."""

    known: KnownFile
    jobs: list[_Job] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)
    diagnosed: tuple[ExerciseResult, ExerciseResult] | None = None
    """The last verdicts that were diagnosed, without and with the diagnoses."""

    is_first: bool = True


class Checker:
    """Grades the files that it is given, and posts the verdicts. Thread-safe; a context manager.

    start_session: returns a new session. It is called again if the processes of the first one fail.
    post: takes each message, in any thread. first: the task to run before the others of its file.
    """

    def __init__(
        self,
        course: Course,
        start_session: Callable[[], Session],
        timeout: float,
        post: Callable[[Message], None],
    ) -> None:
        self.first = ""
        self._course = course
        self._start_session = start_session
        self._timeout = timeout
        self._post = post
        self._session = start_session()
        self._lock = threading.RLock()
        self._files: dict[str, _File] = {}
        self._queue: queue.PriorityQueue[tuple[int, int, _Job | None]] = queue.PriorityQueue()
        self._to_diagnose: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._numbers = itertools.count()
        self._readings = itertools.count()
        work = [*[self._work] * self._session.workers, self._diagnose]
        self._threads = [threading.Thread(target=one, daemon=True) for one in work]

    def __enter__(self) -> Checker:
        preparing = threading.Thread(target=self._prepare, daemon=True)
        for thread in [*self._threads, preparing]:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            for file in self._files.values():
                _stop(file.jobs)
        for _number in range(len(self._threads)):
            self._queue.put((-(2**62), next(self._numbers), None))
        self._to_diagnose.put(None)
        self._session.close()
        for thread in self._threads:
            thread.join()

    @property
    def session(self) -> Session:
        """The session in use, with the reader."""
        return self._session

    def check(self, submission: Submission) -> None:
        """Take a file that was read, and run the tasks of which too little is known."""
        name = submission.exercise
        with self._lock:
            file, changed = self._files.get(name), tuple(submission.tasks)
            if file is None:
                file = self._files[name] = _File(KnownFile(submission))
            else:
                changed = _changed(file.known.submission, submission)
                file.known.submission = submission
                file.is_first = False
            file.fresh = set()
            self._run(file)
            self._tell(file, is_read=True, changed=changed)

    def forget(self, exercise: str) -> None:
        """Stop what is being run of an exercise whose file is gone."""
        with self._lock:
            file = self._files.get(exercise)
            if file is not None:
                _stop(file.jobs)
                file.jobs = []
            self._post(Gone(exercise))

    def _run(self, file: _File) -> None:
        """Begin to run what must be run, and stop what nobody needs any more."""
        known, latest = file.known, file.known.submission
        outdated = [job for job in file.jobs if not _is_needed(job, latest)]
        _stop(outdated)
        file.jobs = [job for job in file.jobs if job not in outdated]
        being_run = {task for job in file.jobs for task in job.tasks}
        stale = [task for task in known.stale() if task not in being_run]
        stale.sort(key=lambda task: task != self.first)
        if latest.is_entangled and stale:
            _stop(file.jobs)
            file.jobs = []
            groups = [known.stale()]
        else:
            groups = [[task] for task in stale]
        if not (groups or file.jobs or known.is_loaded()):
            groups = [[]]
        newest = -next(self._readings)
        for group in groups:
            tasks = {task: latest.tasks[task] for task in latest.tasks if task in group}
            job = _Job(msgspec.structs.replace(latest, tasks=tasks))
            file.jobs.append(job)
            self._queue.put((newest, next(self._numbers), job))

    def _tell(self, file: _File, changed: tuple[str, ...] = (), *, is_read: bool = False) -> None:
        """Post the verdicts on a file, as far as they are known."""
        running = {task for job in file.jobs for task in job.tasks}
        result = file.known.result(self._course)
        if file.diagnosed is not None and file.diagnosed[0] == result:
            _, result = file.diagnosed
        elif not running:
            self._to_diagnose.put(file.known.submission.exercise)
        self._post(
            Checked(
                file.known.submission,
                presentable_exercise(result, _OUTPUTS),
                tuple(task for task in file.known.submission.tasks if task in file.fresh),
                tuple(task for task in file.known.submission.tasks if task in running),
                is_read,
                changed,
                file.is_first,
            )
        )

    def _prepare(self) -> None:
        """Start the session's processes before they are needed."""
        try:
            self._session.warm()
            self._post(Ready())
        except ProcessError:
            pass  # The first task that needs them tells why.
        except Exception as error:  # noqa: BLE001  a thread's errors are the command's
            self._post(Failed(error))

    def _work(self) -> None:
        """Run jobs until the end."""
        try:
            while True:
                _, _, job = self._queue.get()
                if job is None:
                    return
                if not job.stopped.is_set():
                    self._do(job)
        except Exception as error:  # noqa: BLE001  a thread's errors are the command's
            self._post(Failed(error))

    def _do(self, job: _Job) -> None:
        examined, error = NOTHING, ""
        try:
            examined = self._examined(job)
        except StoppedError:
            return
        except Exception as failure:  # noqa: BLE001  it becomes an internal error of these tasks
            error = repr(failure)
        with self._lock:
            if job.stopped.is_set():
                return
            file = self._files[job.submission.exercise]
            file.jobs.remove(job)
            file.known.note(job.submission, examined, error)
            file.fresh.update(job.tasks)
            if not error:
                self._run(file)  # A line may have moved while the task was being run.
            self._tell(file)

    def _diagnose(self) -> None:
        """Diagnose files whose tasks are all judged. What is told then replaces what is shown."""
        try:
            while (name := self._to_diagnose.get()) is not None:
                with self._lock:
                    file = self._files[name]
                    known, result = file.known, file.known.result(self._course)
                    submission, examined = known.submission, known.examined()
                if not submission.is_answered or file.jobs:
                    continue
                trainer = self._session.warm().trainers.diagnose
                later = diagnosed(trainer, submission, examined, result)
                with self._lock:
                    file.diagnosed = result, later
                    if later != result and known.result(self._course) == result:
                        self._tell(file)
        except ProcessError:
            pass  # The command ends, or the next task that is run tells why.
        except Exception as error:  # noqa: BLE001  a thread's errors are the command's
            self._post(Failed(error))

    def _examined(self, job: _Job) -> Examined:
        """Run and measure. If a process of the grader fails, try once more in a new session."""
        session = self._session
        try:
            return self._examine(session, job)
        except ProcessError:
            if job.stopped.is_set():
                raise StoppedError("the command ends") from None
            self._replace(session)
            return self._examine(self._session, job)

    def _examine(self, session: Session, job: _Job) -> Examined:
        return examine(
            self._course, session.warm(), self._timeout, job.submission, job.stopped.is_set
        )

    def _replace(self, failed: Session) -> None:
        """Start a new session in place of a failed one, unless another thread has done so."""
        with self._lock:
            if self._session is failed:
                self._session = self._start_session()
        failed.close()


def _stop(jobs: list[_Job]) -> None:
    for job in jobs:
        job.stopped.set()


def _is_needed(job: _Job, latest: Submission) -> bool:
    """Return whether what is being run is still what the file says."""
    if not job.tasks or job.submission.is_entangled != latest.is_entangled:
        return job.submission.loading == latest.loading
    return all(
        name in latest.tasks and _text(source.reach) == _text(latest.tasks[name].reach)
        for name, source in job.submission.tasks.items()
    )


def _text(reach: tuple[Place, ...]) -> list[str]:
    return [one.source for one in reach]


def _changed(old: Submission, new: Submission) -> tuple[str, ...]:
    """Return the tasks whose answers differ."""
    return tuple(
        name
        for name, source in new.tasks.items()
        if name not in old.tasks
        or (source.state, _text(source.reach))
        != (old.tasks[name].state, _text(old.tasks[name].reach))
    )
