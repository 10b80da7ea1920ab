"""What the coordinator asks of the fork server, and its answers."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from grader.sandbox.confinement import Confinement

READY_TIMEOUT = 180.0
"""Seconds that importing TensorFlow may take; minutes on a cold network disk."""


class Fork(msgspec.Struct, frozen=True, tag="fork"):
    """Fork a process that confines itself and calls `main(connection)` of this module."""

    module: str
    confinement: Confinement | None = None


class End(msgspec.Struct, frozen=True, tag="end"):
    """Kill this child and its session, and say how it had ended."""

    pid: int


Request: TypeAlias = Fork | End


class Ready(msgspec.Struct, frozen=True):
    """TensorFlow is imported."""


class Forked(msgspec.Struct, frozen=True):
    """The child's process id, 0 if there could be none."""

    pid: int


class Ended(msgspec.Struct, frozen=True):
    """How the child ended: its exit code, or minus the signal's number."""

    exit_code: int
