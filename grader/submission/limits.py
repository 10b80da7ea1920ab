"""Limits the reader process: the processor time for each file, and its memory.

The parser, the JSON decoder and regular expressions run in C, where neither an exception nor
another thread can interrupt them. So the process itself ends at a limit, by a signal that the
kernel sends once the process has used that much processor time. Waiting for a processor counts
nothing, so a busy machine changes no verdict.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from typing import NamedTuple


class ReadingLimits(NamedTuple):
    """What the reader process may use.

    seconds: of processor time for each file. The largest honest files take a tenth of one.
    memory: megabytes of address space for the whole process. The syntax tree of the largest allowed
    file takes 200; so a file gets there by its nesting and its numbers alone.
    """

    seconds: float = 5
    memory: int = 1024


DEFAULT_READING_LIMITS = ReadingLimits()

HAS_CLOCK = hasattr(signal, "setitimer")
"""Whether this system counts a process's processor time. Windows does not end processes by it."""

OUT_OF_MEMORY = 99
"""Exit code of a reader process that could not get the memory that a file takes."""


def limit_memory(megabytes: int) -> None:
    """Limit this process's memory, where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes << 20
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses some values
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


@contextlib.contextmanager
def limited_time(seconds: float) -> Iterator[None]:
    """End this process by SIGPROF as soon as the block has used this much processor time."""
    if not HAS_CLOCK:
        yield
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGPROF])
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@contextlib.contextmanager
def not_counted() -> Iterator[None]:
    """Stop the clock of `limited_time` for the block: for imports, which are not the file's."""
    if not HAS_CLOCK:
        yield
        return
    left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, left)  # 0 if no clock was running
