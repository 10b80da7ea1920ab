"""Confines the current process.

The order of the steps matters: each step takes away a right that an earlier step still needed.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import tempfile
from pathlib import Path

from grader.sandbox import landlock, seccomp
from grader.sandbox.confinement import Confinement
from grader.sandbox.limits import MEGABYTE
from grader.sandbox.readable_paths import OWN_PROC_FILES

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS, _PR_SET_NO_NEW_PRIVS = 1, 4, 8, 38
_CAPABILITY_VERSION_3 = 0x20080522
_CAP_DAC_READ_SEARCH = 2
MAX_DESCRIPTOR = 1 << 20
_MOST_THREADS = 4096
_MOST_SIGNALS = 512  # signals and timers that the kernel keeps for a process
_LEARNER_SCORE, _TRAINER_SCORE = 1000, 500


def confine(confinement: Confinement, rules: list[tuple[int, int]], keep: int) -> None:
    """Confine this process irrevocably; raises OSError if any step fails.

    rules: what may be accessed, from `landlock.open_rule`. keep: the only descriptor that stays
    open besides the standard streams.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    folder_rule = _enter_folder(confinement)
    _limit(confinement)
    if confinement.user is not None:
        _change_user(libc, confinement)
    _prctl(libc, _PR_SET_NO_NEW_PRIVS, 1)
    if confinement.landlock:
        own = [rule for rule in (folder_rule, *_own_proc_rules()) if rule is not None]
        landlock.restrict([*rules, *own])
    # After the change of user, which clears this setting.
    _prctl(libc, _PR_SET_PDEATHSIG, signal.SIGKILL)
    # Standard error is a file that all children share. Replace it by standard output.
    os.dup2(1, 2)
    os.closerange(3, keep)
    os.closerange(keep + 1, MAX_DESCRIPTOR)
    # Not earlier: the rules occupy many descriptors, and a new one must be below this limit.
    _set(resource.RLIMIT_NOFILE, confinement.limits.descriptors)
    if confinement.seccomp:
        seccomp.restrict()


def _enter_folder(confinement: Confinement) -> tuple[int, int] | None:
    if confinement.folder is None:
        os.chdir("/")
        return None
    os.mkdir(confinement.folder, 0o700)  # noqa: PTH102  the path is a string
    if confinement.user is not None:
        os.chown(confinement.folder, confinement.user, confinement.user)
    os.environ["TMPDIR"] = confinement.folder
    tempfile.tempdir = confinement.folder  # Importing TensorFlow has set it to another.
    os.chdir(confinement.folder)
    return landlock.open_rule(confinement.folder, landlock.WRITE)


def _own_proc_rules() -> list[tuple[int, int] | None]:
    own = f"/proc/{os.getpid()}"
    files = [landlock.open_rule(f"{own}/{name}", landlock.READ) for name in OWN_PROC_FILES]
    # The numbers of the open descriptors. Opening what they refer to has rules of its own.
    return [*files, landlock.open_rule(f"{own}/fd", landlock.LIST)]


def die_first(score: int) -> None:
    """If the machine runs out of memory, let the kernel end this process before the command.

    score: from 0 to 1000, as in proc_pid_oom_score_adj(5). Where it cannot be set, nothing happens.
    """
    with contextlib.suppress(OSError):
        file = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
        try:
            os.write(file, b"%d" % score)
        finally:
            os.close(file)


def _limit(confinement: Confinement) -> None:
    die_first(_LEARNER_SCORE if confinement.folder is not None else _TRAINER_SCORE)
    limits = confinement.limits
    used = _status()
    memory = limits.memory * MEGABYTE
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_FSIZE, limits.file * MEGABYTE)
    # Three limits complement each other. DATA turns a large allocation into a MemoryError but does
    # not count shared mappings. AS counts those too, but must leave room for memory that is
    # reserved and never touched. The watchdog limits the memory that is actually used.
    _set(resource.RLIMIT_DATA, used["VmData"] + memory)
    _set(resource.RLIMIT_AS, used["VmSize"] + 2 * memory + 2048 * MEGABYTE)
    _set(resource.RLIMIT_MEMLOCK, 0)
    _set(resource.RLIMIT_MSGQUEUE, 0)
    _set(resource.RLIMIT_SIGPENDING, _MOST_SIGNALS)
    # A process can ignore the signal of the soft limit. The hard limit kills it.
    _set(resource.RLIMIT_CPU, confinement.cpu_seconds, grace=5)
    if confinement.user is not None:
        # The kernel counts per user id over all runs on the machine. The watchdog counts the
        # threads of each process; this only bounds what starts between two of its looks.
        _set(resource.RLIMIT_NPROC, _MOST_THREADS)


def _set(kind: int, value: int, grace: int = 0) -> None:
    """Set a soft limit, and a hard limit `grace` above it. Neither exceeds the present hard one."""
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
    _prctl(libc, _PR_SET_DUMPABLE, 1)  # The process owns its /proc/self again.


def _prctl(libc: ctypes.CDLL, option: int, value: int) -> None:
    if libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")
