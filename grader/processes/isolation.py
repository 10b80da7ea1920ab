"""Decides how learner code is confined: by what the kernel offers, once a trial has proven it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from grader.errors import ProcessError
from grader.processes.fork_server import ForkServer
from grader.processes.process import Processes
from grader.protocol.wire import WireError
from grader.sandbox import landlock, seccomp
from grader.sandbox.confinement import Confinement
from grader.sandbox.limits import Limits
from grader.sandbox.self_test import OWN_FOLDER, TRIAL_RESULTS, Trial

Mode: TypeAlias = Literal["auto", "strict", "off"]

_FIRST_USER = 61_184
"""systemd reserves 61184 to 65519 for users that it makes for one service."""

_USERS = 1_000
_SELF_TEST_TIMEOUT = 30.0

PROTECTIONS = {
    "reading": "reading files outside its folder",
    "listing": "listing folders outside its own",
    "writing": "writing files outside its folder",
    "network": "using the network",
    "processes": "starting processes",
    "signals": "sending signals to other processes",
    "memory": "taking more memory than allowed",
}
"""What is tried, by name, in words that follow "learner code is not kept from"."""


@dataclass(frozen=True)
class Isolation:
    """How a session confines learner code, and what the trial was refused."""

    confinement: Confinement | None
    refused: dict[str, bool]
    user: int | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What learner code is not kept from, in words."""
        return tuple(words for name, words in PROTECTIONS.items() if not self.refused.get(name))


def isolate(
    processes: Processes, mode: Mode, limits: Limits, without: frozenset[str] = frozenset()
) -> Isolation:
    """Return the strongest confinement that works here, as a trial process shows.

    without: protections to leave out, for tests of the weaker guarantees. Raises ProcessError in
    strict mode if anything is missing, and in any mode if no process can be started at all.
    """
    if mode == "off":
        return Isolation(None, {})
    if not isinstance(processes, ForkServer):
        raise ProcessError("--isolation strict: this system has nothing to confine processes with")
    best: Isolation | None = None
    for confinement in _candidates(limits, without):
        best = _tried(processes, confinement)
        if best is not None:
            break
    if best is None:
        raise ProcessError("no process could be confined here; --isolation off does without")
    if mode == "strict" and best.missing:
        raise ProcessError(
            f"--isolation strict: learner code is not kept from {', '.join(best.missing)}"
        )
    return best


def _candidates(limits: Limits, without: frozenset[str]) -> Iterator[Confinement]:
    """Yield confinements, the strongest first."""
    has_landlock = landlock.abi() > 0 and "landlock" not in without
    has_seccomp = seccomp.is_available() and "seccomp" not in without
    for use_landlock, use_seccomp in ((True, True), (True, False), (False, True), (False, False)):
        if use_landlock <= has_landlock and use_seccomp <= has_seccomp:
            user, keeps_reading = None, False
            if os.geteuid() == 0 and "user" not in without:
                # If Python lies in a folder that only root may enter, the child keeps the
                # capability to read. That is safe only behind Landlock; without it root stays root.
                parts = (os.__file__, msgspec.__file__)  # the standard library, the packages
                keeps_reading = not all(_others_may_read(Path(part)) for part in parts)
                user = None if keeps_reading and not use_landlock else _FIRST_USER
            strongest = Confinement(
                limits,
                landlock=use_landlock,
                seccomp=use_seccomp,
                user=user,
                keeps_reading=user is not None and keeps_reading,
            )
            yield strongest
            if user is not None:  # In some containers there are no other users to become.
                yield msgspec.structs.replace(strongest, user=None, keeps_reading=False)


def _others_may_read(path: Path) -> bool:
    needed = [(path, 0o4), *((folder, 0o1) for folder in path.resolve().parents)]
    return all(one.stat().st_mode & bit for one, bit in needed)


def _tried(processes: Processes, confinement: Confinement) -> Isolation | None:
    """Make a trial under this confinement; return None if the process did not survive it."""
    canaries = processes.folder / "outside"
    canaries.mkdir()
    (canaries / "canary").write_bytes(b"not for learners")
    # World-writable on purpose: permissions must not be what blocks access.
    canaries.chmod(0o777)
    confined = numbered(confinement, processes.folder, _USERS, 60)
    child = processes.fork("grader.sandbox.self_test", confined)
    try:
        child.wire.send(Trial(str(canaries), os.getpid(), confinement.limits.memory))
        result = child.wire.receive(TRIAL_RESULTS, time.monotonic() + _SELF_TEST_TIMEOUT)
    except WireError:
        return None
    finally:
        processes.end(child)
        shutil.rmtree(canaries)
    if result.refused.pop(OWN_FOLDER):
        return None  # It cannot write to its own folder either.
    return Isolation(confinement, result.refused, result.user)


def numbered(confinement: Confinement, folder: Path, number: int, cpu_seconds: int) -> Confinement:
    """Return a confinement with a folder of its own and, if users change, a user id of its own."""
    user = None if confinement.user is None else _FIRST_USER + 1 + number % (_USERS - 1)
    return msgspec.structs.replace(
        confinement,
        folder=str(folder / f"job-{number}"),
        user=user,
        cpu_seconds=cpu_seconds,
    )
