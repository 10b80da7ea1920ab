"""The files that every bundle has: the grader's wheel, the course, and the pinned versions."""

from __future__ import annotations

import importlib.metadata
import re
from importlib.resources import files

from grader.course.course import Course
from grader.packaging.wheel import wheel, wheel_name

_PINNED = ("tensorflow", "keras")
_CLAUSE = re.compile(r"(~=|===?|!=|<=?|>=?)\s*([^\s,]+)")
"""A part of Requires-Python. The parts may stand in any order."""


def common_files(course: Course) -> dict[str, bytes]:
    """Return the files by name. There are neither solutions nor known answers among them.

    `constraints.txt` names the versions with which the teacher has proven the course.
    """
    return {
        wheel_name(): wheel(),
        "constraints.txt": _constraints(),
        **{f"course/{name}": content for name, content in course.deciding.items()},
    }


def entry_point(name: str) -> bytes:
    """Return a script that a service runs."""
    return (files("grader.packaging") / "entry_points" / name).read_bytes()


def _constraints() -> bytes:
    return "".join(f"{_pin(name)}\n" for name in _PINNED).encode()


def _pin(name: str) -> str:
    """Pin the installed version, for the Pythons that it supports. Others take an older one."""
    pinned = f"{name}=={importlib.metadata.version(name)}"
    clauses = _CLAUSE.findall(importlib.metadata.metadata(name)["Requires-Python"] or "")
    markers = [f'python_full_version {operator} "{version}"' for operator, version in clauses]
    return "; ".join([pinned, " and ".join(markers)]) if markers else pinned
