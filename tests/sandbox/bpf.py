"""Runs a seccomp filter as the kernel does, on invented system calls.

Supports only the instructions of classic BPF that the filter uses. Source: linux/filter.h,
linux/seccomp.h and the kernel's Documentation/networking/filter.rst.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

_INSTRUCTION = struct.Struct("<HBBI")
_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_JUMPS = {
    0x15: lambda a, k: a == k,
    0x35: lambda a, k: a >= k,
    0x45: lambda a, k: bool(a & k),
}
_MAX_INSTRUCTIONS = 4096
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
ALLOWED = "allowed"


class Call(NamedTuple):
    """One system call as a filter sees it: `struct seccomp_data`."""

    architecture: int
    number: int
    arguments: tuple[int, ...] = ()

    def packed(self) -> bytes:
        arguments = [argument % 2**64 for argument in self.arguments]
        arguments += [0] * (6 - len(arguments))
        return struct.pack("<IIQ6Q", self.number % 2**32, self.architecture, 0, *arguments)


def verdict(program: bytes, call: Call) -> str | int:
    """Return `ALLOWED`, or the error number with which the call fails."""
    code = list(_INSTRUCTION.iter_unpack(program))
    assert len(code) <= _MAX_INSTRUCTIONS
    data, accumulator, at = call.packed(), 0, 0
    while True:
        operation, if_true, if_false, value = code[at]
        at += 1
        if operation == _LOAD:
            assert value % 4 == 0
            (accumulator,) = struct.unpack_from("<I", data, value)
        elif operation == _AND:
            accumulator &= value
        elif operation in _JUMPS:
            at += if_true if _JUMPS[operation](accumulator, value) else if_false
        else:
            assert operation == _RETURN
            if value == _ALLOW:
                return ALLOWED
            assert value & 0xFFFF0000 == _ERRNO
            return value & 0xFFFF
