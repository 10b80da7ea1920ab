"""What a process is confined to, as plain data that the coordinator decides and sends."""

from __future__ import annotations

import msgspec

from grader.sandbox.limits import DEFAULT_LIMITS, Limits


class Confinement(msgspec.Struct, frozen=True):
    """How a forked process confines itself before it does anything else.

    folder: where it may write, made for it; None for a process that writes nothing. cpu_seconds:
    processor time. user: the user id it changes to, where the server is root. keeps_reading: it
    may still read what only root may, behind Landlock, for a Python that lies in root's folders.
    """

    limits: Limits = DEFAULT_LIMITS
    folder: str | None = None
    cpu_seconds: int = 600
    landlock: bool = True
    seccomp: bool = True
    user: int | None = None
    keeps_reading: bool = False
