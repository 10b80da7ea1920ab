"""A process confines itself, in the one order that works: each step takes away what a later step
could no longer take, and what an earlier one still needed.
"""  # noqa: D205  one sentence and its reason

from __future__ import annotations

import ctypes
import os
import resource
import signal
import tempfile
from pathlib import Path

from grader.sandbox import landlock, seccomp
from grader.sandbox.confinement import MEGABYTE, Confinement

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS, _PR_SET_NO_NEW_PRIVS = 1, 4, 8, 38
_CAPABILITY_VERSION_3 = 0x20080522
_CAP_DAC_READ_SEARCH = 2
_MAX_THREADS = 1000
_MAX_DESCRIPTOR = 1 << 20


def confine(confinement: Confinement, rules: list[tuple[int, int]], keep: int) -> None:
    """Confine this process for good; raises OSError if any step fails.

    rules: what may be read, from `landlock.open_rule`. keep: the one descriptor, beside the
    standard streams, that stays open.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    folder_rule = _enter_folder(confinement)
    _limit(confinement)
    if confinement.user is not None:
        _change_user(libc, confinement)
    _prctl(libc, _PR_SET_NO_NEW_PRIVS, 1)
    if confinement.landlock:
        own = landlock.open_rule(f"/proc/{os.getpid()}", landlock.READ)
        landlock.restrict([*rules, *(rule for rule in (folder_rule, own) if rule is not None)])
    _prctl(libc, _PR_SET_PDEATHSIG, signal.SIGKILL)  # Changing the user would have undone it.
    # Standard error is a file that all children would share.
    os.dup2(1, 2)
    os.closerange(3, keep)
    os.closerange(keep + 1, _MAX_DESCRIPTOR)
    # Only now: a new descriptor must be below the limit, and the rules took many.
    _set(resource.RLIMIT_NOFILE, confinement.limits.descriptors)
    if confinement.seccomp:
        seccomp.restrict()


def _enter_folder(confinement: Confinement) -> tuple[int, int] | None:
    if confinement.folder is None:
        os.chdir("/")
        return None
    os.mkdir(confinement.folder, 0o700)  # noqa: PTH102  a string is what came over the wire
    if confinement.user is not None:
        os.chown(confinement.folder, confinement.user, confinement.user)
    os.environ["TMPDIR"] = confinement.folder
    tempfile.tempdir = confinement.folder  # Importing TensorFlow has asked for it already.
    os.chdir(confinement.folder)
    return landlock.open_rule(confinement.folder, landlock.WRITE)


def _limit(confinement: Confinement) -> None:
    limits = confinement.limits
    used = _status()
    memory = limits.memory * MEGABYTE
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_FSIZE, limits.file * MEGABYTE)
    # Three together: DATA turns a large allocation into a MemoryError but misses shared
    # mappings, AS sees those too but must leave room for what is reserved and never touched, and
    # the watchdog looks at what is really used.
    _set(resource.RLIMIT_DATA, used["VmData"] + memory)
    _set(resource.RLIMIT_AS, used["VmSize"] + 2 * memory + 2048 * MEGABYTE)
    _set(resource.RLIMIT_MEMLOCK, 0)
    _set(resource.RLIMIT_MSGQUEUE, 0)
    # The soft limit's signal can be ignored, the hard one kills.
    _set(resource.RLIMIT_CPU, confinement.cpu_seconds, grace=5)
    if confinement.user is not None:
        # Counted per user, so only where the user is nobody else.
        _set(resource.RLIMIT_NPROC, _MAX_THREADS)


def _set(kind: int, value: int, grace: int = 0) -> None:
    """Set the soft limit, and the hard one `grace` above it, below what already holds."""
    _, hard = resource.getrlimit(kind)
    highest = value + grace if hard == resource.RLIM_INFINITY else min(value + grace, hard)
    resource.setrlimit(kind, (min(value, highest), highest))


def _status() -> dict[str, int]:
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    fields = (line.split() for line in lines if line.startswith("Vm"))
    return {name.rstrip(":"): int(value) * 1024 for name, value, *_ in fields}


def _change_user(libc: ctypes.CDLL, confinement: Confinement) -> None:
    user = confinement.user
    assert user is not None
    if confinement.keeps_reading:
        _prctl(libc, _PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    if confinement.keeps_reading:
        kept = 1 << _CAP_DAC_READ_SEARCH
        header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
        data = (ctypes.c_uint32 * 6)(kept, kept, 0, 0, 0, 0)
        if libc.capset(header, data) != 0:
            raise OSError(ctypes.get_errno(), "capset")
    _prctl(libc, _PR_SET_DUMPABLE, 1)  # Its own /proc/self belongs to it again.


def _prctl(libc: ctypes.CDLL, option: int, value: int) -> None:
    if libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")
