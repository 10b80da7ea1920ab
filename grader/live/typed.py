"""Paths and commands as a learner types them."""

from __future__ import annotations

import re
from pathlib import Path

from grader.protocol.text import plain

_BARE = re.compile(r"[^\s'$&;()<>|*?`]+")


def typed(path: Path) -> str:
    """Return a path as it is typed: both shells and the console of Windows take these quotes."""
    shown = plain(str(path)).replace("\n", "\\n").replace("\t", "\\t")
    return shown if _BARE.fullmatch(shown) else f'"{shown}"'


def typed_folder(folder: Path, default: Path) -> str:
    """Return a folder behind a blank, as the last argument of a command that has this default."""
    return "" if folder == default else f" {typed(folder)}"


def typed_course(course: str | None) -> str:
    """Return the option for a course behind a blank; nothing for the shipped course."""
    return "" if course is None else f" --course {typed(Path(course))}"
