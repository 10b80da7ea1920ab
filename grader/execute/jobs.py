"""Starts learners' processes, confined and watched, and the trainers', confined."""

from __future__ import annotations

import itertools
from contextlib import AbstractContextManager

import msgspec

from grader.execute.isolation import Isolation, numbered
from grader.execute.processes import Child, Processes
from grader.execute.watchdog import Watch, Watchdog
from grader.sandbox.confinement import Limits

RUNNER = "grader.sandbox.runner"
TRAINER = "grader.judge.trainer"

_TRAINER_MEMORY = 4096
"""Megabytes. Trainers run no learner code, but what they rebuild may be large."""

_TRAINER_CPU = 36_000
"""Seconds of processor time: a trainer serves a whole class."""


class Jobs:
    """Starts processes for one run. Safe to use from many threads."""

    def __init__(self, processes: Processes, isolation: Isolation, limits: Limits) -> None:
        self.limits = limits
        self._processes = processes
        self._isolation = isolation
        self._numbers = itertools.count()  # next() on it is one step, whatever the thread
        self._watchdog = Watchdog(limits, processes.base_memory)

    def start_learner(self, cpu_seconds: int) -> Child:
        """Start a learner's process; the caller ends it. Raises MachineError."""
        confinement = self._isolation.confinement
        if confinement is not None:
            number = next(self._numbers)
            confinement = numbered(confinement, self._processes.folder, number, cpu_seconds)
        return self._processes.fork(RUNNER, confinement)

    def watching(self, child: Child) -> AbstractContextManager[Watch]:
        """Watch a child until the end of the block; it must be ended only after that."""
        return self._watchdog.watching(child)

    def trainer(self) -> Child:
        """Start a trainer. Raises MachineError."""
        confinement = self._isolation.confinement
        if confinement is not None:
            limits = msgspec.structs.replace(confinement.limits, memory=_TRAINER_MEMORY)
            confinement = msgspec.structs.replace(
                confinement, limits=limits, folder=None, cpu_seconds=_TRAINER_CPU
            )
        return self._processes.fork(TRAINER, confinement)

    def end(self, child: Child) -> int:
        """End a process; return its exit code, or minus a signal number."""
        return self._processes.end(child)

    def close(self) -> None:
        """Stop watching. The processes end with what started them."""
        self._watchdog.close()
