"""Says in words which limit a process met."""

from __future__ import annotations

import errno

import msgspec

from grader.sandbox.confinement import Limits
from grader.sandbox.messages import Problem

_OUT_OF_MEMORY = frozenset(["MemoryError", "ResourceExhaustedError"])


def amount(megabytes: int) -> str:
    """Return megabytes as people say them: 64 MB, 2 GB."""
    whole = megabytes >= 1024 and megabytes % 1024 == 0
    return f"{megabytes // 1024} GB" if whole else f"{megabytes} MB"


def too_much_memory(limits: Limits) -> str:
    """Return what was done, after "Your code"."""
    return f"used more than {amount(limits.memory)} of memory"


def named(problem: Problem, limits: Limits) -> Problem:
    """Return an exception that a limit causes as that limit, anything else as it is."""
    said = ""
    if problem.type_name in _OUT_OF_MEMORY:
        said = too_much_memory(limits)
    elif problem.type_name == "OSError" and f"[Errno {errno.EFBIG}]" in problem.message:
        said = f"wrote a file larger than {amount(limits.file)}"
    elif problem.type_name == "OSError" and f"[Errno {errno.EMFILE}]" in problem.message:
        said = f"held more than {limits.descriptors} files open at once"
    if not said or problem.kind != "exception":
        return problem
    return msgspec.structs.replace(problem, kind="limit", message=said)
