"""Starts confined learners' processes and trainers, and watches the learners' processes."""

from __future__ import annotations

import itertools
from contextlib import AbstractContextManager

import msgspec

from grader.processes.fork_server import RUNNER
from grader.processes.isolation import Isolation, numbered
from grader.processes.process import Child, Processes
from grader.processes.watchdog import Watch, Watchdog
from grader.sandbox.limits import Limits

_TRAINER_MEMORY = 4096
"""Megabytes. Trainers run no learner code, but the models that they rebuild may be large."""

_TRAINER_CPU = 36_000
"""Seconds of processor time: a trainer serves a whole class."""


class Launcher:
    """Starts the processes of a session. Thread-safe."""

    def __init__(self, processes: Processes, isolation: Isolation, limits: Limits) -> None:
        self.limits = limits
        self._processes = processes
        self._isolation = isolation
        self._numbers = itertools.count()  # next() is atomic, so threads may share it
        self._watchdog = Watchdog(limits, processes.base_memory)

    def start_learner(self, cpu_seconds: int) -> Child:
        """Start a learner's process, which the caller must end. Raises ProcessError."""
        confinement = self._isolation.confinement
        if confinement is not None:
            number = next(self._numbers)
            confinement = numbered(confinement, self._processes.folder, number, cpu_seconds)
        return self._processes.fork(RUNNER, confinement)

    def watching(self, child: Child) -> AbstractContextManager[Watch]:
        """Watch a child until the end of the block; it must not be ended before that."""
        return self._watchdog.watching(child)

    def start_trainer(self, module: str) -> Child:
        """Start a process of the grader's own that writes no files. Raises ProcessError."""
        confinement = self._isolation.confinement
        if confinement is not None:
            limits = msgspec.structs.replace(confinement.limits, memory=_TRAINER_MEMORY)
            confinement = msgspec.structs.replace(
                confinement, limits=limits, folder=None, cpu_seconds=_TRAINER_CPU
            )
        return self._processes.fork(module, confinement)

    def end(self, child: Child) -> int:
        """End a process; return its exit code, or minus a signal number."""
        return self._processes.end(child)

    def close(self) -> None:
        """Stop watching. Does not end the processes."""
        self._watchdog.close()
