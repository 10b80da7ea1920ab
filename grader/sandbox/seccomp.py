"""Restricts system calls through seccomp, to those that learner code needs.

The filter is assembled here in classic BPF, which takes a tenth of a millisecond. The binding on
PyPI (pyseccomp) needs libseccomp on the machine. A call that is not listed fails with EPERM, so
that learners see Python's PermissionError instead of a dead process. Source of the structures:
linux/seccomp.h, linux/filter.h. docs/security.md describes the pitfalls.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import platform
import struct
import sys

from grader.sandbox.syscalls import ALLOWED, JUDGED

_PROCESSORS = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""By processor: the column in the tables, and AUDIT_ARCH of linux/audit.h."""

_LOAD, _EQUAL, _ANY_BIT, _AT_LEAST, _AND, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x54, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_PR_SET_SECCOMP, _PR_GET_SECCOMP, _MODE_FILTER = 22, 21, 2
_X32 = 0x40000000  # x86_64's second set of numbers for the same calls (x32)

# A thread shares its process's memory, file system information, descriptors and signal handlers.
# Without CLONE_FILES it has descriptors that no other process can see.
_THREAD = 0x00000100 | 0x00000200 | 0x00000400 | 0x00000800 | 0x00010000
_NAMESPACES = 0x7E020000  # CLONE_NEW...
_CLOSE_RANGE_UNSHARE = 2
_MAP_SHARED, _MAP_ANONYMOUS, _MAP_HUGETLB = 0x01, 0x20, 0x40000
_O_TMPFILE = 0x00400000
_O_TRUNC = 0x00000200
_O_ACCMODE = 3
_O_ASYNC = 0x2000
_F_SETFL = 4
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC. Not F_SETOWN, F_SETSIG and F_NOTIFY: those
# make the kernel send signals, which bypasses the filter on kill.
_FCNTL = (0, 1, 2, 3, 1030)
# F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW report success and do nothing. Nobody else uses the
# folder, and the kernel takes minutes to release hundreds of thousands of locks.
_LOCKS = (6, 7, 37, 38)
# TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX.
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
_PRCTL = (3, 15, 16)  # PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME

_PRETENDED = (
    *("chmod", "fchmod", "fchmodat", "fchown", "utimensat", "utime", "utimes", "futimesat"),
    "flock",
)
"""Calls that report success and do nothing: `shutil.copy` needs them, Landlock ignores them. For
`flock`, see `_LOCKS`."""


def is_available() -> bool:
    """Return whether the kernel supports filters, and this processor's numbers are known."""
    if sys.platform != "linux" or platform.machine() not in _PROCESSORS:
        return False
    return int(ctypes.CDLL(None, use_errno=True).prctl(_PR_GET_SECCOMP, 0, 0, 0, 0)) >= 0


def restrict() -> None:
    """Install the filter in this process irrevocably; raises OSError.

    The process must have no_new_privs set, or be root.
    """
    program = _program(os.getpid())
    buffer = ctypes.create_string_buffer(program)
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, header, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def _program(pid: int) -> bytes:
    column, architecture = _PROCESSORS[platform.machine()]
    start = [
        _one(_LOAD, 4),
        _one(_EQUAL, architecture, 1, 0),
        _refuse(errno.EPERM),
        _one(_LOAD, 0),
        _one(_AT_LEAST, _X32, 0, 1),
        _refuse(errno.EPERM),
    ]
    return b"".join(start) + _always(column) + _by_arguments(column, pid) + _refuse(errno.EPERM)


@functools.cache
def _always(column: int) -> bytes:
    numbers = (pair[column] for pair in ALLOWED.values())
    return b"".join(_one(_EQUAL, n, 0, 1) + _allow() for n in numbers if n is not None)


def _by_arguments(column: int, pid: int) -> bytes:
    program = b""
    for name, pair in JUDGED.items():
        number = pair[column]
        if number is not None:
            block = _block(name, pid)
            program += _one(_EQUAL, number, 0, len(block) // 8) + block
    return program


def _block(name: str, pid: int) -> bytes:
    """Return the instructions for one call. Every path through them ends in a return."""
    no = _refuse(errno.EPERM)
    blocks = {
        "clone": _argument(0)
        + _one(_AND, _THREAD | _NAMESPACES)
        + _one(_EQUAL, _THREAD, 0, 1)
        + _allow()
        + no,
        "close_range": _argument(2) + _one(_ANY_BIT, _CLOSE_RANGE_UNSHARE, 1, 0) + _allow() + no,
        "mmap": _mapping(),
        # After ENOSYS, libc falls back to clone, whose flags a filter can read.
        "clone3": _refuse(errno.ENOSYS),
        "openat2": _refuse(errno.ENOSYS),
        "io_uring_setup": _refuse(errno.ENOSYS),
        "kill": _argument(0) + _one(_EQUAL, pid, 0, 1) + _allow() + no,
        "tgkill": _argument(0) + _one(_EQUAL, pid, 0, 1) + _allow() + no,
        "fcntl": _fcntl(),
        "ioctl": _argument(1) + _if_one_of(_IOCTL) + _refuse(errno.ENOTTY),
        "prctl": _argument(0) + _if_one_of(_PRCTL) + no,
        # Only for reading the process's own limits.
        "prlimit64": _unless_zero(0) + _unless_zero(2) + _unless_zero(2, high=True) + _allow(),
        # Only without an address, which could name any Unix socket.
        "sendto": _unless_zero(4) + _unless_zero(4, high=True) + _allow(),
        "open": _opening(1),
        "openat": _opening(2),
    }
    if name in _PRETENDED:
        return _refuse(0)
    if name in blocks:
        return blocks[name]
    assert "xattr" in name
    return _refuse(errno.ENOTSUP)


def _mapping() -> bytes:
    # Shared memory without a file counts for a process only while it is mapped, and huge pages
    # never. MAP_SHARED is also a bit of MAP_SHARED_VALIDATE.
    return b"".join(
        (
            _argument(3),
            _one(_ANY_BIT, _MAP_ANONYMOUS, 1, 0) + _allow(),
            _one(_ANY_BIT, _MAP_SHARED | _MAP_HUGETLB, 1, 0) + _allow(),
            _refuse(errno.EPERM),
        )
    )


def _fcntl() -> bytes:
    set_flags = _argument(2) + _one(_ANY_BIT, _O_ASYNC, 1, 0) + _allow() + _refuse(errno.EPERM)
    locks = b"".join(_one(_EQUAL, value, 0, 1) + _refuse(0) for value in _LOCKS)
    other = locks + _if_one_of(_FCNTL) + _refuse(errno.EPERM)
    return _argument(1) + _one(_EQUAL, _F_SETFL, 0, len(set_flags) // 8) + set_flags + other


def _opening(position: int) -> bytes:
    # O_TMPFILE makes a file without a name, which would not be counted in the folder. O_TRUNC
    # empties a file even when it is opened for reading (0) or for neither reading nor writing (3).
    # Landlock restricts that only since ABI 3.
    return b"".join(
        (
            _argument(position),
            _one(_ANY_BIT, _O_TMPFILE, 0, 1) + _refuse(errno.EOPNOTSUPP),
            _one(_ANY_BIT, _O_TRUNC, 1, 0) + _allow(),
            _one(_AND, _O_ACCMODE),
            _one(_EQUAL, 0, 0, 1) + _refuse(errno.EPERM),
            _one(_EQUAL, _O_ACCMODE, 0, 1) + _refuse(errno.EPERM),
            _allow(),
        )
    )


def _if_one_of(values: tuple[int, ...]) -> bytes:
    return b"".join(_one(_EQUAL, value, 0, 1) + _allow() for value in values)


def _unless_zero(position: int, *, high: bool = False) -> bytes:
    return _argument(position, high=high) + _one(_EQUAL, 0, 1, 0) + _refuse(errno.EPERM)


def _argument(position: int, *, high: bool = False) -> bytes:
    # Little-endian on both processors: the low half of a 64-bit argument comes first.
    return _one(_LOAD, 16 + 8 * position + (4 if high else 0))


def _allow() -> bytes:
    return _one(_RETURN, _ALLOW)


def _refuse(number: int) -> bytes:
    return _one(_RETURN, _ERRNO | number)


def _one(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, if_true, if_false, value)
