"""Cleans learner text, so that it is the same on every machine and in every run.

Python, Keras and progress bars put into their text what belongs to a terminal, to one process or to
one machine. This is removed or shortened here. The rest is escaped by `plain`.
"""

from __future__ import annotations

import os
import re
import site
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from grader.protocol.text import plain

# ECMA-48: a control sequence such as a colour; a string such as a window's title, with its end; a
# choice of character sets or of a keypad. An ESC that begins none of them is escaped later. No
# string contains the beginning of another, so the time is linear in the length of the text.
_TERMINAL_CODES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b[]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)"
    r"|\x1b[ -/][0-~]"
    r"|\x1b[78=>cM]"
)

_ADDRESS = re.compile(r"(?<= at )0x[0-9A-Fa-f]+")

_IN_A_RUN = r"[/\\]+grade-[\w-]+(?:[/\\]+job-\d+)?"
"""The end of the path of a learner's temporary folder, see `processes/run_folder.py`."""

_PROGRESS = re.compile(r"Epoch \d+/\d+|\s*\d+/(?:\d+|Unknown) (?:[━╸]|- \d+m?s\b).*")
"""What Keras prints in fit, evaluate and predict: "Epoch 1/5", and "4/4 ━━━━ 0s 3ms/step"."""

_WHOLE_NAME = r"(?![\w.-])"


class TextCleaner:
    """Cleans texts. Looks up once where Python, the grader and temporary files are."""

    def __init__(self) -> None:
        ends = dict.fromkeys(_real(_temporary()), _IN_A_RUN)
        ends |= dict.fromkeys(_real(_private()), _WHOLE_NAME)
        ends |= dict.fromkeys(_real(_libraries()), rf"(?:[/\\]|{_WHOLE_NAME})")
        longest_first = sorted(ends, key=lambda path: (-len(path), path))
        known = "|".join(re.escape(path) + ends[path] for path in longest_first)
        self._folders = re.compile(rf"(?<![\w.-])(?:{known})")

    def __call__(self, text: str, limit: int) -> str:
        """Return at most `limit` characters of a text that came from a learner's process.

        Terminal codes are removed, and characters that were overwritten on a line. Addresses become
        0x…. Paths of modules begin at the folder they are imported from. The folders of modules, of
        the run, of this user and of this Python become …
        """
        text = _ADDRESS.sub("0x…", _as_on_a_terminal(text))
        text = self._folders.sub(_shortened, text)
        return plain(text[:limit])[:limit]


@cache
def text_cleaner() -> TextCleaner:
    """Return the cleaner of this process, made at the first call."""
    return TextCleaner()


def without_progress(text: str) -> str:
    """Return what was printed without the lines in which Keras shows how far it is.

    The learner has not printed them, though they are on the same stream.
    """
    lines = text.split("\n")
    kept = [line for line in lines if not _PROGRESS.fullmatch(line)]
    return text if len(kept) == len(lines) else "\n".join(kept)


def _shortened(folder: re.Match[str]) -> str:
    is_path_of_module = folder[0].endswith(("/", "\\"))
    return "" if is_path_of_module else "…"


def _as_on_a_terminal(text: str) -> str:
    if "\x1b" in text:
        text = _TERMINAL_CODES.sub("", text)
    if "\r" not in text and "\b" not in text:
        return text
    return "\n".join(map(_overwritten, text.split("\n")))


def _overwritten(line: str) -> str:
    """Return a line after its carriage returns and backspaces, as a progress bar writes it."""
    cells: list[str] = []
    at = 0
    for character in line:
        if character in "\r\b":
            at = 0 if character == "\r" else max(at - 1, 0)
        else:
            cells[at : at + 1] = [character]
            at += 1
    return "".join(cells)


def _libraries() -> Iterator[str]:
    """Yield the folders from which modules are imported."""
    yield from (sysconfig.get_path(name) for name in ("stdlib", "platstdlib"))
    yield from (*site.getsitepackages(), site.getusersitepackages())
    yield from (path for path in sys.path if path.endswith("-packages"))
    yield str(Path(__file__).resolve().parents[2])


def _temporary() -> Iterator[str]:
    """Yield the folders in which the folder of a run may be."""
    yield from ("/dev/shm", "/tmp", tempfile.gettempdir())  # noqa: S108  not used, only recognised


def _private() -> Iterator[str]:
    """Yield the folders of this user and of this Python."""
    yield from (os.path.expanduser("~"), sys.prefix, sys.base_prefix)  # noqa: PTH111  never raises


def _real(folders: Iterable[str]) -> Iterator[str]:
    """Yield these folders, also under their real paths."""
    for folder in folders:
        yield from filter(_is_a_place, (folder, os.path.realpath(folder)))


def _is_a_place(path: str) -> bool:
    """Return whether a path leads to a folder below the top; "/" would be found everywhere."""
    return os.path.isabs(path) and os.path.dirname(path) != path  # noqa: PTH117, PTH120
