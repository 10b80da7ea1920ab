"""The resource limits of a learner's process, with their defaults."""

from __future__ import annotations

import msgspec

MEGABYTE = 1024 * 1024

DEFAULT_TIMEOUT = 20.0
"""Seconds for each call. Training takes about one; a slow laptop may need ten times that."""


MAX_TIMEOUT = 86_400.0
"""Seconds: a day."""

MAX_LIMIT = 1_000_000
"""The highest value of every limit: as much memory in megabytes as the largest machines have."""


class Limits(msgspec.Struct, frozen=True):
    """Resource limits of one learner's process. The option --limit sets each by its name."""

    memory: int = 2048
    """Megabytes in addition to what TensorFlow itself takes. Below 256, TensorFlow aborts."""

    file: int = 16
    """Megabytes of one file that it writes."""

    disk: int = 64
    """Megabytes of all files that it writes."""

    files: int = 1000
    """Number of files and folders that it makes."""

    descriptors: int = 128
    """Number of files that it has open at once."""

    threads: int = 128
    """Number of threads. TensorFlow itself starts about ten."""


DEFAULT_LIMITS = Limits()

UNITS = {"memory": " MB", "file": " MB", "disk": " MB"}
"""The unit of each limit that is not a plain count."""
