"""The warm processes. They start when first needed and serve all runs of the session."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from grader.errors import ProcessError
from grader.processes.environment import own_paths
from grader.processes.fork_server import ForkServer
from grader.processes.fresh import FreshProcesses
from grader.processes.isolation import Mode, isolate
from grader.processes.launcher import Launcher
from grader.processes.process import Processes
from grader.sandbox.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from grader.submission.reader import Reader
from grader.trainer.pool import TrainerPool

_MOMENT = 0.5 if sys.platform == "win32" else None
"""Seconds between two looks whether Ctrl-C was pressed."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Settings:
    """How a session runs learner code.

    jobs: the number of submissions to grade at once; None for one for each core. protected: folders
    that learner code must not read, in addition to the grader's own. without: the names of
    protections to disable, for tests. warm: whether a process that has computed with TensorFlow may
    be forked, which is faster and changes no verdict. at_once: whether the session is to be fast
    from the first submission on, and not only in a long run. reader: one that was started early;
    the session ends it.
    """

    jobs: int | None = None
    isolation: Mode = "auto"
    limits: Limits = DEFAULT_LIMITS
    protected: tuple[Path, ...] = ()
    without: frozenset[str] = frozenset()
    warm: bool = True
    at_once: bool = False
    reader: Reader | None = None


@dataclass(frozen=True)
class Warm:
    """The processes of a started session."""

    launcher: Launcher
    trainers: TrainerPool
    missing: tuple[str, ...]
    """What learner code is not prevented from, in words; empty unless isolation is "auto"."""


class Session:
    """A reader, a fork server, its confinement and its trainers, as a context manager.

    The reader starts with the first run, the others when `warm` is called. Thread-safe.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.workers = self.settings.jobs or _cores()
        self.reader = self.settings.reader or Reader(own_paths())
        self._lock = threading.Lock()
        self._resources = contextlib.ExitStack()
        self._warm: Warm | None = None
        self._processes: Processes | None = None
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
        """Return the processes; the first call starts them.

        Raises ProcessError if the session is closed, if no process can be started, or if isolation
        is "strict" and a protection is missing.
        """
        with self._lock:
            if self._is_closed:
                raise ProcessError("the session is closed")
            if self._warm is None:
                self._warm = self._start()
            return self._warm

    def _start(self) -> Warm:
        settings = self.settings
        room = self.workers * settings.limits.disk * MEGABYTE
        processes = start_processes(settings.isolation, settings.protected, room)
        self._resources.callback(processes.close)
        self._processes = processes
        mode = settings.isolation if can_fork() or settings.isolation == "strict" else "off"
        isolation = isolate(processes, mode, settings.limits, settings.without)
        launcher = Launcher(
            processes, isolation, settings.limits, warm=settings.warm and can_fork()
        )
        self._resources.callback(launcher.close)
        trainers = TrainerPool(launcher, self.workers, more=int(settings.at_once))
        trainers.warm_up()
        if settings.at_once and settings.warm:
            launcher.warm_up()
        missing = isolation.missing if settings.isolation == "auto" else ()
        return Warm(launcher, trainers, missing)

    def map(
        self, work: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[tuple[int, Result]]:
        """Apply `work` to all items, in as many threads as the session has workers.

        Yields the index and the result of each item as soon as it is finished. If `work` raises or
        the caller stops early, the session is closed. That ends the processes that other threads
        still wait for.
        """
        if not items:
            return
        with ThreadPoolExecutor(min(self.workers, len(items))) as pool:
            futures = {pool.submit(work, item): index for index, item in enumerate(items)}
            try:
                for future in _as_completed(futures):
                    # A future holds its evidence. Those of a whole class would fill the memory.
                    yield futures.pop(future), future.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def close(self) -> None:
        """End all processes. The session cannot be used again."""
        self._is_closed = True
        self.reader.close()
        if self._processes is not None:
            self._processes.give_up()  # Another thread may be waiting for them.
        with self._lock:
            self._resources.close()


def _as_completed(futures: Iterable[Future[Result]]) -> Iterator[Future[Result]]:
    """Yield each future once it is finished. Ctrl-C is noticed within a moment.

    On Windows, nothing interrupts a wait that has no time limit.
    """
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, _MOMENT, FIRST_COMPLETED)
        while done:
            yield done.pop()


def start_processes(mode: Mode, protected: Sequence[Path] = (), room: int = 0) -> Processes:
    """Return a fork server, or fresh processes if mode is "off" or this system cannot fork.

    room: bytes that the files of all children together may take.
    """
    return ForkServer(protected, room) if mode != "off" and can_fork() else FreshProcesses(room)


def can_fork() -> bool:
    """Return whether a process that has imported TensorFlow can be forked safely here."""
    return sys.platform == "linux" and hasattr(os, "fork") and hasattr(socket, "AF_UNIX")


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
