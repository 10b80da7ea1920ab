"""The bounds on one learner's process, with their defaults: the only place that states them."""

from __future__ import annotations

import msgspec

MEGABYTE = 1024 * 1024

DEFAULT_TIMEOUT = 20.0
"""Seconds for each task. Training takes about one; a slow laptop may need ten times that."""


class Limits(msgspec.Struct, frozen=True):
    """Bounds on what one learner's process takes. The option --limit changes each by its name."""

    memory: int = 2048
    """Megabytes beyond what TensorFlow itself takes. Below 256 TensorFlow aborts."""

    file: int = 16
    """Megabytes of one file that it writes."""

    disk: int = 64
    """Megabytes of all files that it writes."""

    files: int = 1000
    """Files and folders that it makes."""

    descriptors: int = 128
    """Files that it holds open at once."""

    threads: int = 1000
    """Threads. TensorFlow itself takes some dozens."""


DEFAULT_LIMITS = Limits()

UNITS = {"memory": " MB", "file": " MB", "disk": " MB"}
"""The unit of each limit that is not a plain count."""
