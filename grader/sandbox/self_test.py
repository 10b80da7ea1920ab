"""Runs in a confined process and tries everything that must be refused."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from grader.protocol.wire import Wire
from grader.sandbox.limits import MEGABYTE

OWN_FOLDER = "own folder"
"""The one attempt that must succeed: writing to the process's own folder."""


class SelfTest(msgspec.Struct, frozen=True):
    """What to try.

    folder: an outside folder in which to read and write. process: the id of a process to signal.
    memory: the limit in megabytes, which the self-test tries to exceed.
    """

    folder: str
    process: int
    memory: int


class SelfTestResult(msgspec.Struct, frozen=True):
    """Which attempts were refused, by name, and the user id that the process ran under."""

    refused: dict[str, bool]
    user: int


SELF_TESTS = msgspec.msgpack.Decoder(SelfTest)
SELF_TEST_RESULTS = msgspec.msgpack.Decoder(SelfTestResult)


def main(connection: socket.socket) -> None:
    """Run one self-test and send the result."""
    wire = Wire(connection)
    test = wire.receive(SELF_TESTS)
    canary = Path(test.folder) / "canary"
    attempts: dict[str, Callable[[], object]] = {
        "reading": canary.read_bytes,
        "listing": lambda: list(Path(test.folder).iterdir()),
        "writing": lambda: _write(canary),
        "network": lambda: socket.socket().close(),
        "processes": _start_process,
        "signals": lambda: os.kill(test.process, 0),
        "memory": lambda: bytearray((test.memory + 256) * MEGABYTE),
        OWN_FOLDER: lambda: tempfile.TemporaryFile().close(),
    }
    refused = {name: _is_refused(attempt) for name, attempt in attempts.items()}
    wire.send(SelfTestResult(refused, os.getuid()))


def _is_refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except (OSError, MemoryError):
        return True
    return False


def _write(canary: Path) -> None:
    """Return if any way of writing succeeds; raises PermissionError if all are refused."""
    ways: tuple[Callable[[], object], ...] = (
        lambda: (canary.parent / "written").write_bytes(b""),
        lambda: os.truncate(canary, 1),
        lambda: os.close(os.open(canary, os.O_RDONLY | os.O_TRUNC)),
        canary.unlink,
    )
    if all(_is_refused(way) for way in ways):
        raise PermissionError


def _start_process() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
