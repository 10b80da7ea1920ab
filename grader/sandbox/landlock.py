"""Restricts access to files through Landlock, to those that learner code needs.

This makes three system calls through ctypes. Of the bindings on PyPI, one is an alpha version for
ABI 1, and the others have had three releases. Source of the numbers and structures:
linux/landlock.h, ABI 1 to 6.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every processor
_VERSION_FLAG, _RULE_PATH_BENEATH = 1, 1

_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_REFER, _TRUNCATE = 1 << 13, 1 << 14

READ = _READ_FILE | _READ_DIR
LIST = _READ_DIR
WRITE = READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _TRUNCATE | _REFER
"""Without the rights to make symbolic links, devices, pipes or sockets, and to execute files."""

USE = _READ_FILE | _WRITE_FILE
"""For a device such as /dev/null."""

_OF_FILES = _READ_FILE | _WRITE_FILE | _TRUNCATE

# The number of access rights for files in each ABI. Newer ABIs have more.
_HANDLED_BITS = {1: 13, 2: 14, 3: 15, 4: 15}
_HANDLED_BITS_NEWEST = 16
_TCP = 0b11  # bind, connect; since ABI 4
_SCOPES = 0b11  # abstract Unix sockets, signals; since ABI 6


def _call(number: int, *arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))


def abi() -> int:
    """Return the version of the kernel's Landlock ABI; 0 if there is none."""
    if sys.platform != "linux":
        return 0
    # By a system call, since the file in securityfs may be missing.
    return max(_call(_CREATE_RULESET, None, 0, _VERSION_FLAG), 0)


def open_rule(path: str, access: int) -> tuple[int, int] | None:
    """Return a descriptor for a path and the rights it grants; None if the path cannot be opened.

    Opening takes most of the time, so the fork server does it once. Every child adds the rules.
    """
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return None
    is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
    return descriptor, access if is_folder else access & _OF_FILES


def restrict(rules: Iterable[tuple[int, int]]) -> None:
    """Irrevocably deny this process all access to files but what the rules grant.

    Also denies TCP and signals to outside processes, where the ABI supports that. Raises OSError.
    """
    version = abi()
    files = (1 << _HANDLED_BITS.get(version, _HANDLED_BITS_NEWEST)) - 1
    attributes = struct.pack(
        "=QQQ", files, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0
    )
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = _checked(_call(_CREATE_RULESET, attributes, size, 0))
    try:
        for descriptor, access in rules:
            rule = struct.pack("=Qi", access & files, descriptor)
            _checked(_call(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0))
        _checked(_call(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"landlock: {os.strerror(number)}")
    return int(result)
