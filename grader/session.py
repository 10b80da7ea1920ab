"""The warm processes: started when first needed, shared by all runs until the session is closed."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from grader.errors import ProcessError
from grader.processes.fork_server import ForkServer
from grader.processes.fresh import FreshProcesses
from grader.processes.isolation import Mode, isolate
from grader.processes.launcher import Launcher
from grader.processes.process import Processes
from grader.sandbox.limits import DEFAULT_LIMITS, Limits
from grader.trainer.pool import TrainerPool

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Settings:
    """How a session runs learner code.

    jobs: submissions at once; None is one for each core. protected: folders that learner code must
    not read, beside the grader's own. without: protections to leave out, for tests of the weaker
    guarantees.
    """

    jobs: int | None = None
    isolation: Mode = "auto"
    limits: Limits = DEFAULT_LIMITS
    protected: tuple[Path, ...] = ()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Warm:
    """What a started session offers."""

    launcher: Launcher
    trainers: TrainerPool
    missing: tuple[str, ...]
    """What learner code is not kept from here, in words, if the user did not ask for that."""


class Session:
    """A fork server, its confinement and its trainers, as a context manager.

    Nothing is started, and TensorFlow is not imported, until `warm` is called. Safe to use from
    many threads.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.workers = self.settings.jobs or _cores()
        self._lock = threading.Lock()
        self._resources = contextlib.ExitStack()
        self._warm: Warm | None = None
        self._is_closed = False

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def warm(self) -> Warm:
        """Start the processes, if that was not done yet.

        Raises ProcessError if nothing can be run, or not as strictly confined as demanded.
        """
        with self._lock:
            if self._is_closed:
                raise ProcessError("the session is closed")
            if self._warm is None:
                self._warm = self._start()
            return self._warm

    def _start(self) -> Warm:
        settings = self.settings
        processes = start_processes(settings.isolation, settings.protected)
        self._resources.callback(processes.close)
        mode = settings.isolation if can_fork() or settings.isolation == "strict" else "off"
        isolation = isolate(processes, mode, settings.limits, settings.without)
        launcher = Launcher(processes, isolation, settings.limits)
        self._resources.callback(launcher.close)
        trainers = TrainerPool(launcher, self.workers)
        trainers.warm_up()
        missing = isolation.missing if settings.isolation == "auto" else ()
        return Warm(launcher, trainers, missing)

    def map(
        self, work: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[tuple[int, Result]]:
        """Do this work for all items, as many at once as the session has workers.

        Yields an item's index and result as soon as it is finished. If the caller stops early, the
        session closes: that ends whatever a worker still waits for.
        """
        if not items:
            return
        with ThreadPoolExecutor(min(self.workers, len(items))) as pool:
            futures = {pool.submit(work, item): index for index, item in enumerate(items)}
            try:
                for future in as_completed(futures):
                    yield futures[future], future.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def close(self) -> None:
        """End all processes, for good."""
        with self._lock:
            self._is_closed = True
            self._resources.close()


def start_processes(mode: Mode, protected: Sequence[Path] = ()) -> Processes:
    """Start what starts processes, by the best way there is on this system."""
    return ForkServer(protected) if mode != "off" and can_fork() else FreshProcesses()


def can_fork() -> bool:
    """Return whether forks of a process with TensorFlow in it can be relied on here."""
    return sys.platform == "linux"


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
