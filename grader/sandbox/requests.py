"""Requests to the fork server, and its replies."""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

from grader.sandbox.confinement import Confinement

READY_TIMEOUT = 180.0
"""Seconds on the process's clock: importing TensorFlow takes minutes from a cold network disk."""


class Fork(msgspec.Struct, frozen=True, tag="fork"):
    """Fork a process that confines itself and calls `main(connection)` of this module."""

    module: str
    confinement: Confinement | None = None


class WarmServer(msgspec.Struct, frozen=True, tag="server"):
    """Fork a warm server, which answers the same requests. It is ended like any other child."""


class End(msgspec.Struct, frozen=True, tag="end"):
    """Kill this child and its session, and report how it ended."""

    pid: int


Request: TypeAlias = Fork | WarmServer | End


class Ready(msgspec.Struct, frozen=True):
    """TensorFlow is imported, and a warm server has computed with it."""


class Forked(msgspec.Struct, frozen=True):
    """The child's process id; 0 if no process could be started."""

    pid: int


class Ended(msgspec.Struct, frozen=True):
    """How the child ended: its exit code, or minus the signal's number."""

    exit_code: int


_REQUEST: Any = Request  # msgspec accepts a union, but its type hints do not.
REQUESTS: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(_REQUEST)
READY = msgspec.msgpack.Decoder(Ready)
FORKED = msgspec.msgpack.Decoder(Forked)
ENDED = msgspec.msgpack.Decoder(Ended)
