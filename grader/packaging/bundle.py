"""The files that every bundle has: the grader's wheel, the course, and the pinned versions."""

from __future__ import annotations

import importlib.metadata
from importlib.resources import files

from grader.course.course import Course
from grader.packaging.wheel import wheel, wheel_name

_PINNED = ("tensorflow", "keras")


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
    pins = [f"{name}=={importlib.metadata.version(name)}\n" for name in _PINNED]
    return "".join(pins).encode()
