"""How a process is confined, as plain data that the command sends to the fork server."""

from __future__ import annotations

import msgspec

from grader.sandbox.limits import DEFAULT_LIMITS, Limits


class Confinement(msgspec.Struct, frozen=True):
    """How a forked process confines itself before it does anything else.

    folder: a new folder to which it may write; None for a process that writes nothing. cpu_seconds:
    the limit of processor time. user: the user id that it changes to, if the server runs as root.
    keeps_reading: whether it keeps root's right to read files, restricted by Landlock; needed if
    Python is in a folder that only root may enter.
    """

    limits: Limits = DEFAULT_LIMITS
    folder: str | None = None
    cpu_seconds: int = 600
    landlock: bool = True
    seccomp: bool = True
    user: int | None = None
    keeps_reading: bool = False
