"""Chooses how learner code is confined: the strongest confinement that passes a self-test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from grader.errors import ProcessError
from grader.processes.clock import within
from grader.processes.fork_server import ForkServer
from grader.processes.process import Processes
from grader.processes.users import UserBlock, learner_user
from grader.protocol.wire import WireError
from grader.sandbox import landlock, seccomp
from grader.sandbox.confinement import Confinement
from grader.sandbox.limits import Limits
from grader.sandbox.self_test import OWN_FOLDER, SELF_TEST_RESULTS, SelfTest

Mode: TypeAlias = Literal["auto", "strict", "off"]

_SELF_TEST = -1  # its number; those of learners' processes begin at 0
_SELF_TEST_TIMEOUT = 30.0

PROTECTIONS = {
    "reading": "reading files outside its folder",
    "listing": "listing folders outside its own",
    "writing": "writing files outside its folder",
    "network": "using the network",
    "processes": "starting processes",
    "signals": "sending signals to other processes",
    "memory": "using more memory than allowed",
}
"""What the self-test tries, by name, in words that follow "learner code is prevented from"."""

_ANYTHING = "doing whatever you can do on this machine"


@dataclass(frozen=True)
class Isolation:
    """How a session confines learner code, and which attempts of the self-test were refused."""

    confinement: Confinement | None
    refused: dict[str, bool]
    user: int | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What learner code is not prevented from, in words."""
        missing = (words for name, words in PROTECTIONS.items() if not self.refused.get(name))
        return tuple(missing) if any(self.refused.values()) else (_ANYTHING,)


def isolate(
    processes: Processes, mode: Mode, limits: Limits, without: frozenset[str] = frozenset()
) -> Isolation:
    """Return the strongest confinement that works here, by a self-test.

    without: the names of protections to disable, for tests. Raises ProcessError if no process can
    be confined, or if the mode is "strict" and a protection is missing.
    """
    if mode == "off":
        return Isolation(None, {})
    if not isinstance(processes, ForkServer):
        raise ProcessError("--isolation strict: processes cannot be confined on this system")
    best: Isolation | None = None
    for confinement in _candidates(limits, processes.users, without):
        best = _tried(processes, confinement)
        if best is not None:
            break
    if best is None:
        raise ProcessError("no process could be confined; --isolation off runs without confinement")
    if mode == "strict" and best.missing:
        raise ProcessError(
            f"--isolation strict: learner code is not prevented from {', '.join(best.missing)}"
        )
    return best


def _candidates(
    limits: Limits, users: UserBlock | None, without: frozenset[str]
) -> Iterator[Confinement]:
    """Yield confinements, the strongest first."""
    has_landlock = landlock.abi() > 0 and "landlock" not in without
    has_seccomp = seccomp.is_available() and "seccomp" not in without
    for use_landlock, use_seccomp in ((True, True), (True, False), (False, True), (False, False)):
        if use_landlock <= has_landlock and use_seccomp <= has_seccomp:
            user, keeps_reading = None, False
            if users is not None and "user" not in without:
                # If Python is in a folder that only root may enter, the child keeps the capability
                # to read all files. That is safe only with Landlock; without it, it stays root.
                parts = (os.__file__, msgspec.__file__)  # the standard library, the packages
                keeps_reading = not all(_others_may_read(Path(part)) for part in parts)
                user = None if keeps_reading and not use_landlock else users.first
            strongest = Confinement(
                limits,
                landlock=use_landlock,
                seccomp=use_seccomp,
                user=user,
                keeps_reading=user is not None and keeps_reading,
            )
            yield strongest
            if user is not None:  # Some containers have no other user ids.
                yield msgspec.structs.replace(strongest, user=None, keeps_reading=False)


def _others_may_read(path: Path) -> bool:
    needed = [(path, 0o4), *((folder, 0o1) for folder in path.resolve().parents)]
    return all(one.stat().st_mode & bit for one, bit in needed)


def _tried(processes: Processes, confinement: Confinement) -> Isolation | None:
    """Run the self-test under a confinement; return None if the process fails or cannot write."""
    canaries = processes.folder / "outside"
    canaries.mkdir()
    (canaries / "canary").write_bytes(b"not for learners")
    # World-writable on purpose: permissions must not be what blocks access.
    canaries.chmod(0o777)
    confined = numbered(confinement, processes.folder, _SELF_TEST, 60)
    child = processes.fork("grader.sandbox.self_test", confined)
    try:
        child.wire.send(SelfTest(str(canaries), os.getpid(), confinement.limits.memory))
        result = child.wire.receive(SELF_TEST_RESULTS, within(child.pid, _SELF_TEST_TIMEOUT))
    except WireError:
        return None
    finally:
        processes.end(child)
        shutil.rmtree(canaries)
    if result.refused.pop(OWN_FOLDER):
        return None  # Too strict: it cannot write even to its own folder.
    return Isolation(confinement, result.refused, result.user)


def numbered(confinement: Confinement, folder: Path, number: int, cpu_seconds: int) -> Confinement:
    """Return a copy with its own folder and, if the process changes its user, its own user id."""
    user = None if confinement.user is None else learner_user(confinement.user, number)
    return msgspec.structs.replace(
        confinement,
        folder=str(folder / f"job-{number}"),
        user=user,
        cpu_seconds=cpu_seconds,
    )
