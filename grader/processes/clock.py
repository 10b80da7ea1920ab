"""The time that counts for a process: what it computed, and what it waited of its own accord.

A busy machine must not decide a verdict. Time in which a process waits for a processor therefore
does not count. Its clock is the sum of two times: the processor time of all its threads, and the
time in which none of them was runnable, as in `time.sleep`.

The kernel keeps the sums (Linux: Documentation/scheduler/sched-stats.rst, `/proc/<pid>/schedstat`).
In a window of time, the threads ran for some of it, waited for a processor for some of it, and did
neither for the rest. A window ends only when no thread is runnable, since the kernel adds a wait to
its sum when the wait is over.

The waits of a thread that has ended are lost. Keras' `fit` starts and ends threads in every epoch,
and on a machine with many more programs than processors these waits are nearly all of its time. So
a window in which a thread ended counts as not idle, up to a limit that learner code cannot extend.
"""

from __future__ import annotations

import contextlib
import functools
import heapq
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PERIOD = 0.02
"""Seconds between two looks at a process. A look takes about 0.1 ms."""

_BUSY = 0.9
"""If a process computed for this fraction of a period, its threads need no look."""

_BUSY_THREADS = 4

_NANOSECOND = 1e-9

_MAX_EXCUSED = 120.0
"""Seconds of windows in which threads ended that a process may be excused. Code that sleeps, and
starts a thread again and again, takes so much longer until its time is up, once."""

_NOTICED = 0.0002
"""Seconds of processor time that threads have in common with no thread that is alive, from which on
one must have ended. The kernel's two sums are not read at the same moment."""

_HAS_PROC = sys.platform == "linux" and Path("/proc/self/task").exists()
"""Whether the states of a process's threads can be read."""

_MOMENT = 0.2
"""Seconds in which a process that closes its connection usually ends."""

_ENDED = frozenset("ZX")
"""The states of threads that have ended: zombie and dead."""


class ProcessClock:
    """The clock of one process, from the moment it is made. Call `elapsed` often: it looks.

    Where the kernel keeps no such sums (macOS, Windows, some sandboxes), it is the wall clock.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._start = self._looked = self._opened = time.monotonic()
        self._idle = 0.0
        self._computed_before = self._computed_at_look = self._computed_at_open = 0.0
        self._excused = 0.0
        self._delays_at_open: dict[str, float] = {}
        self._ran_at_open: dict[str, float] = {}
        self._is_exact = has_schedstat()
        if self._is_exact:
            self._computed_before = self._computed_at_look = self._computed_at_open = self._cpu()
            threads = _threads(pid)
            self._delays_at_open, self._ran_at_open = threads.delays, threads.ran

    def elapsed(self) -> float:
        """Return the seconds that count so far. Once the process has ended, they stay the same."""
        now = time.monotonic()
        if not self._is_exact:
            return now - self._start
        if now - self._looked >= _PERIOD:
            self._look(now)
        return self._computed_at_look - self._computed_before + self._idle

    def idle(self) -> float:
        """Return the seconds of these in which no thread was runnable; 0 if that is unknown."""
        return self._idle

    def _look(self, now: float) -> None:
        computed = self._cpu()
        share = (computed - self._computed_at_look) / (now - self._looked)
        self._looked, self._computed_at_look = now, computed
        # Nearly always the main thread is the one that is runnable, and one look at it is enough.
        if share >= _BUSY or _main_state(self._pid) == "R":
            return
        threads = _threads(self._pid)
        if "R" in threads.states or threads.states <= _ENDED:
            return
        ran = self._cpu() - self._computed_at_open
        idle = max(0.0, now - self._opened - ran - self._waited(threads.delays))
        if self._has_lost_a_thread(ran, threads.ran):
            excused = min(idle, _MAX_EXCUSED - self._excused)
            self._excused, idle = self._excused + excused, idle - excused
        self._idle += idle
        self._opened, self._computed_at_open = now, self._computed_at_open + ran
        self._delays_at_open, self._ran_at_open = threads.delays, threads.ran

    def _has_lost_a_thread(self, ran: float, by_thread: dict[str, float]) -> bool:
        """Return whether a thread ended in this window, even one that also began in it."""
        if self._ran_at_open.keys() - by_thread.keys():
            return True
        alive = sum(now - self._ran_at_open.get(one, 0.0) for one, now in by_thread.items())
        return ran - alive > _NOTICED

    def _waited(self, delays: dict[str, float]) -> float:
        """Return the seconds in this window in which threads waited for a processor.

        The waits of many threads at the same moment must not cancel a long sleep, so only the
        threads that waited longest count: as many as a library keeps busy at once.
        """
        waits = (wait - self._delays_at_open.get(one, 0.0) for one, wait in delays.items())
        return sum(heapq.nlargest(_BUSY_THREADS, waits))

    def _cpu(self) -> float:
        """Return the seconds that all threads have computed; the last known value at its end."""
        try:
            return time.clock_gettime(_cpu_clock(self._pid))
        except OSError:
            return self._computed_at_look


class Deadline:
    """A number of seconds on a process's clock, from now on."""

    def __init__(self, clock: ProcessClock, seconds: float) -> None:
        self._clock = clock
        self.seconds = seconds
        self._end = clock.elapsed() + seconds

    def has_passed(self) -> bool:
        """Return whether the process has used its seconds."""
        return self._clock.elapsed() >= self._end


def has_schedstat() -> bool:
    """Return whether the kernel tells how long threads waited for a processor."""
    try:
        return sys.platform == "linux" and bool(_ran_and_waited(os.getpid(), str(os.getpid())))
    except (OSError, ValueError, IndexError):
        return False


def is_gone(pid: int) -> bool:
    """Return whether all threads of a process have ended; False where that is unknown."""
    # The other threads are of interest only once the main one has ended.
    return _HAS_PROC and _main_state(pid) in _ENDED and _threads(pid).states <= _ENDED


def wait_until_gone(pid: int, is_over: Callable[[], bool]) -> None:
    """Wait until a process has ended, or until it is over; a moment where the end is not seen."""
    if not _HAS_PROC:
        time.sleep(_MOMENT)
    while _HAS_PROC and not is_gone(pid) and not is_over():
        time.sleep(0.002)


def within(pid: int, seconds: float) -> Callable[[], bool]:
    """Return a function that tells whether a process has used this many seconds, or has ended.

    The seconds count from the first time that it is asked. Most answers come earlier, and a clock
    costs more than a message.
    """

    @functools.cache
    def deadline() -> Deadline:
        return Deadline(ProcessClock(pid), seconds)

    return lambda: deadline().has_passed() or is_gone(pid)


def _cpu_clock(pid: int) -> int:
    """Return the id of the clock of a process's processor time.

    Source: clock_getcpuclockid(3), and MAKE_PROCESS_CPUCLOCK in linux/posix-timers_types.h.
    """
    return (~pid << 3) | 2


@dataclass(frozen=True)
class _Threads:
    """The threads of a process: how many seconds each ran and waited for a processor; states."""

    ran: dict[str, float]
    delays: dict[str, float]
    states: frozenset[str]


def _threads(pid: int) -> _Threads:
    ran, delays, states = {}, {}, set()
    try:
        threads = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208  forty times a second
    except OSError:
        return _Threads({}, {}, frozenset())
    for thread in threads:
        with contextlib.suppress(OSError):  # It may have ended since.
            ran[thread], delays[thread] = _ran_and_waited(pid, thread)
            states.add(_state(f"/proc/{pid}/task/{thread}/stat"))
    return _Threads(ran, delays, frozenset(states))


def _main_state(pid: int) -> str:
    """Return the state of a process's main thread; "X" if there is no such process."""
    try:
        return _state(f"/proc/{pid}/task/{pid}/stat")
    except (OSError, IndexError):
        return "X"


def _ran_and_waited(pid: int, thread: str) -> tuple[float, float]:
    ran, waited, _ = _read(f"/proc/{pid}/task/{thread}/schedstat").split()
    return int(ran) * _NANOSECOND, int(waited) * _NANOSECOND


def _state(file: str) -> str:
    """Return the state of a process or thread as in proc_pid_stat(5)."""
    # The name before it is in brackets, and may contain brackets and blanks itself.
    return _read(file).rpartition(b")")[2].split(maxsplit=1)[0].decode()


def _read(file: str) -> bytes:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        return os.read(descriptor, 4096)
    finally:
        os.close(descriptor)
