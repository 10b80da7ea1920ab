"""Starts confined learners' processes and trainers, and watches the learners' processes."""

from __future__ import annotations

import contextlib
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from grader.processes import cgroup
from grader.processes.fork_server import RUNNER
from grader.processes.isolation import Isolation, numbered
from grader.processes.process import Child, Processes
from grader.processes.watchdog import Watch, Watchdog
from grader.sandbox.limits import Limits

_TRAINER_MEMORY = 4096
"""Megabytes. Trainers run no learner code, but the models that they rebuild may be large."""

_TRAINER_CPU = 36_000
"""Seconds of processor time: a trainer serves a whole class."""

_IMPORT_SECONDS = 60
"""Seconds of processor time for the imports of a process that is not forked."""


class Launcher:
    """Starts the processes of a session. Thread-safe.

    warm: whether learners' processes may be forks of one that has computed with TensorFlow.
    """

    def __init__(
        self, processes: Processes, isolation: Isolation, limits: Limits, *, warm: bool = True
    ) -> None:
        self.limits = limits
        self._processes = processes
        self._isolation = isolation
        self._numbers = itertools.count()  # next() is atomic, so threads may share it
        self._groups: dict[int, Path] = {}  # by process id
        self._watchdog = Watchdog(limits)
        self._may_be_warm = itertools.count()
        self._has_warm = warm

    def start_learner(self, cpu_seconds: int, *, warm: bool = False) -> Child:
        """Start a learner's process, which the caller must end. Raises ProcessError.

        warm: whether it may be the fork of a process that has computed with TensorFlow.
        """
        confinement = self._isolation.confinement
        if confinement is not None:
            number = next(self._numbers)
            confinement = numbered(confinement, self._processes.folder, number, cpu_seconds)
        child = self._processes.fork(RUNNER, confinement, warm=warm)
        if confinement is None:
            _limit_processor_time(child.pid, cpu_seconds)
        if self._processes.groups is not None:
            with contextlib.suppress(OSError):  # The watchdog limits it all the same.
                self._groups[child.pid] = self._processes.groups.add(child.pid, self.limits)
        return child

    def warm_up(self) -> None:
        """Prepare what makes later learners' processes start faster. Raises ProcessError.

        From now on, the first submission uses a warm process too.
        """
        next(self._may_be_warm)
        self._processes.warm_up()

    def prefers_warm(self) -> bool:
        """Return whether to use a warm process for a submission that can do with one.

        Computing once takes as long as what two submissions save, so the first one does without.
        """
        return self._has_warm and next(self._may_be_warm) > 0

    @contextlib.contextmanager
    def watching(self, child: Child) -> Iterator[Watch]:
        """Watch a child until the end of the block; it must not be ended before that."""
        with self._watchdog.watching(child) as watch:
            yield watch
        group = self._groups.get(child.pid)
        if watch.exceeded is None and group is not None and cgroup.has_run_out(group):
            watch.exceeded = "memory"

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
        exit_code = self._processes.end(child)
        group = self._groups.pop(child.pid, None)
        if group is not None:
            cgroup.remove(group)
        return exit_code

    def close(self) -> None:
        """Stop watching. Does not end the processes."""
        self._watchdog.close()


def _limit_processor_time(pid: int, seconds: int) -> None:
    """Limit a process that does not confine itself, and what it will start (on Linux)."""
    if sys.platform != "linux":
        return
    import resource

    with contextlib.suppress(OSError):  # It has ended, or a lower limit is set already.
        most = seconds + _IMPORT_SECONDS
        resource.prlimit(pid, resource.RLIMIT_CPU, (most, most + 5))
