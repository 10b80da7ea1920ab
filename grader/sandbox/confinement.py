"""What a process is confined to, as plain data that the coordinator decides and sends."""

from __future__ import annotations

import msgspec

MEGABYTE = 1024 * 1024


class Limits(msgspec.Struct, frozen=True):
    """Bounds on one learner's process; options of the command, with these defaults."""

    memory: int = 2048
    """Megabytes beyond what TensorFlow itself takes. Below 256 TensorFlow aborts."""

    file: int = 16
    """Megabytes of one file it writes."""

    disk: int = 64
    """Megabytes of all files it writes."""

    files: int = 1000
    """Files and folders it makes."""

    descriptors: int = 128
    """Files it holds open at once."""


DEFAULT_LIMITS = Limits()


class Confinement(msgspec.Struct, frozen=True):
    """How a forked process confines itself before it does anything else.

    folder: where it may write, made for it; None for a process that writes nothing. user: the
    user id it changes to, where the server is root; `keeps_reading` lets it still read what only
    root may, for a Python that lies there, behind Landlock. cpu_seconds: of processor time.
    """

    limits: Limits = DEFAULT_LIMITS
    folder: str | None = None
    cpu_seconds: int = 600
    landlock: bool = True
    seccomp: bool = True
    user: int | None = None
    keeps_reading: bool = False
