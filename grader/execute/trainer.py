"""A worker's handle on its trainer process."""

from __future__ import annotations

import time

from grader.execute.processes import Child, ForkServer
from grader.judge.trainer import Assignment, Report
from grader.sandbox.wire import WireError

_TIMEOUT = 60.0
"""Seconds for one assignment; a known architecture takes milliseconds, a new one 0.2 s."""

_LIFE = 400
"""Assignments until a trainer is replaced, so that what TensorFlow keeps cannot add up."""


class TrainerHandle:
    """Forks a trainer at once, so that it warms up meanwhile; replaces one that broke or is old.

    It ends with its fork server. Not thread-safe: each worker has its own.
    """

    def __init__(self, server: ForkServer) -> None:
        self._server = server
        self._child: Child | None = self._fork()
        self._answered = 0

    def __call__(self, assignment: Assignment) -> Report:
        """Have one assignment done. If two trainers break over it, the report says so."""
        fault = ""
        for _ in range(2):
            self._child = child = self._child or self._fork()
            try:
                child.wire.send(assignment)
                report: Report = child.wire.receive(Report, time.monotonic() + _TIMEOUT)
            except WireError as error:
                fault = f"the trainer broke: {error}"
                self._end(child)
                continue
            self._answered += 1
            if self._answered >= _LIFE:
                self._end(child)
            return report
        return Report(fault=fault)

    def _fork(self) -> Child:
        return self._server.fork("grader.judge.trainer")

    def _end(self, child: Child) -> None:
        self._server.end(child)
        self._child, self._answered = None, 0
