"""Paths and commands as a learner types them."""

from __future__ import annotations

from pathlib import Path

from grader.protocol.text import plain


def typed(path: Path) -> str:
    """Return a path as it is typed: both shells and the console of Windows take these quotes."""
    shown = plain(str(path))
    return f'"{shown}"' if " " in shown else shown


def typed_folder(folder: Path, default: Path) -> str:
    """Return a folder behind a blank, as the last argument of a command that has this default."""
    return "" if folder == default else f" {typed(folder)}"


def typed_course(course: str | None) -> str:
    """Return the option for a course behind a blank; nothing for the shipped course."""
    return "" if course is None else f" --course {typed(Path(course))}"
