"""A confined process that really tries what must be refused, and says what was."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from grader.sandbox.confinement import MEGABYTE
from grader.sandbox.wire import Wire

OWN_FOLDER = "own folder"
"""The one attempt that must succeed: writing where it may."""


class Trial(msgspec.Struct, frozen=True):
    """What to try: read and write in this folder, which is outside, signal this process, take
    this many megabytes.
    """  # noqa: D205

    folder: str
    process: int
    memory: int


class Outcome(msgspec.Struct, frozen=True):
    """Which attempts were refused, by name, and the user id it ran under."""

    refused: dict[str, bool]
    user: int


def main(connection: socket.socket) -> None:
    """Make one trial and report."""
    wire = Wire(connection)
    trial: Trial = wire.receive(Trial)
    canary = Path(trial.folder) / "canary"
    attempts: dict[str, Callable[[], object]] = {
        "reading": canary.read_bytes,
        "listing": lambda: list(Path(trial.folder).iterdir()),
        "writing": lambda: _write(canary),
        "network": lambda: socket.socket().close(),
        "processes": _start_process,
        "signals": lambda: os.kill(trial.process, 0),
        "memory": lambda: bytearray((trial.memory + 256) * MEGABYTE),
        OWN_FOLDER: lambda: tempfile.TemporaryFile().close(),
    }
    refused = {name: _is_refused(attempt) for name, attempt in attempts.items()}
    wire.send(Outcome(refused, os.getuid()))


def _is_refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except (OSError, MemoryError):
        return True
    return False


def _write(canary: Path) -> None:
    """Come through if any way of writing does."""
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
