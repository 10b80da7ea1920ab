"""The trainers of a run: a few processes, shared by all workers."""

from __future__ import annotations

import queue
import threading
import time

from grader.execute.jobs import Jobs
from grader.execute.processes import Child
from grader.judge.trainer import Assignment, Report
from grader.sandbox.wire import WireError

_TIMEOUT = 60.0
"""Seconds for one assignment; a known architecture takes milliseconds, a new one 0.2 s."""

_LIFE = 400
"""Assignments until a trainer is replaced, so that what TensorFlow keeps cannot add up."""

_WORKERS_PER_TRAINER = 4
"""An assignment takes about a tenth of a learner's process, and each trainer compiles anew."""


class Trainers:
    """Gives assignments to whichever trainer is free. Safe to use from many threads.

    The first is forked when `warm_up` is called, so that it gets ready while the first learner's
    process is still busy. They end with their fork server.
    """

    def __init__(self, jobs: Jobs, workers: int) -> None:
        self._jobs = jobs
        self._idle: queue.LifoQueue[_Trainer | None] = queue.LifoQueue()
        for _ in range(-(-workers // _WORKERS_PER_TRAINER)):
            self._idle.put(None)
        self._warming = threading.Lock()
        self._is_warm = False

    def warm_up(self) -> None:
        """Fork the first trainer, unless that was done."""
        with self._warming:
            if not self._is_warm:
                self._is_warm = True
                trainer = self._idle.get()
                try:
                    trainer = _Trainer(self._jobs)
                finally:
                    self._idle.put(trainer)

    def __call__(self, assignment: Assignment) -> Report:
        """Have one assignment done. If two trainers break over it, the report says so."""
        trainer = self._idle.get()
        fault = ""
        try:
            for _ in range(2):
                trainer = trainer or _Trainer(self._jobs)
                try:
                    return trainer.do(assignment)
                except WireError as error:
                    fault = f"the trainer broke: {error}"
                    broken, trainer = trainer, None
                    broken.end()
            return Report(fault=fault)
        finally:
            try:
                if trainer is not None and trainer.done >= _LIFE:
                    old, trainer = trainer, None
                    old.end()
            finally:
                self._idle.put(trainer)


class _Trainer:
    """One trainer process, and how many assignments it has done."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._child: Child = jobs.trainer()
        self.done = 0

    def do(self, assignment: Assignment) -> Report:
        self._child.wire.send(assignment)
        report: Report = self._child.wire.receive(Report, time.monotonic() + _TIMEOUT)
        self.done += 1
        return report

    def end(self) -> None:
        self._jobs.end(self._child)
