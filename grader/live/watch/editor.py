"""Opens a line of a learner's file in the editor of their choice."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import TypeAlias

HOW_TO_CHOOSE = (
    "No editor is chosen. Quit with q, choose one, and start grade watch again: "
    f"{'set' if os.name == 'nt' else 'export'} EDITOR=code for VS Code, or EDITOR=nano."
)

Arguments: TypeAlias = Callable[[str, int], Sequence[str]]


def _plus(file: str, line: int) -> Sequence[str]:
    return f"+{line}", file


def _goto(file: str, line: int) -> Sequence[str]:
    return "-g", f"{file}:{line}"


def _colon(file: str, line: int) -> Sequence[str]:
    return (f"{file}:{line}",)


def _line(file: str, line: int) -> Sequence[str]:
    return "--line", str(line), file


_ARGUMENTS: Mapping[str, Arguments] = {
    **dict.fromkeys(("vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient"), _plus),
    **dict.fromkeys(("joe", "jed", "mg", "kak", "gvim", "mvim", "gedit", "mousepad"), _plus),
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"), _goto),
    **dict.fromkeys(("hx", "helix", "micro", "subl", "zed", "atom"), _colon),
    **dict.fromkeys(("kate", "mate", "pycharm", "idea", "charm"), _line),
}
"""How editors are told a line. Others are given the file alone."""

_WINDOWS = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "subl"})
_WITH_WINDOW = _WINDOWS | frozenset(
    {"zed", "atom", "kate", "mate", "pycharm", "idea", "charm", "gvim", "mvim", "gedit"}
    | {"mousepad", "notepad", "notepad++", "geany", "xed", "open", "xdg-open", "start"}
)
"""Editors with a window of their own. All others are given the terminal."""


@dataclass(frozen=True)
class Editor:
    """An editor's command. has_window: whether it leaves the terminal alone."""

    words: tuple[str, ...]
    has_window: bool

    def open(self, file: Path, line: int) -> str:
        """Open a file at a line, 0 for none; return what went wrong, in one line, or nothing.

        Without a window of its own, the editor has the terminal until it ends.
        """
        name = _name(self.words[0])
        tell = _ARGUMENTS.get(name)
        place = tell(str(file), line) if tell is not None and line else (str(file),)
        try:
            if self.has_window:
                subprocess.Popen(  # noqa: S603  the user's own choice
                    [*self.words, *place],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            else:
                subprocess.run([*self.words, *place], check=False)  # noqa: S603
        except OSError as error:
            return f"{self.words[0]} cannot be started: {error.strerror}."
        return ""


def chosen_editor(environment: Mapping[str, str] = os.environ) -> Editor | None:
    """Return the editor that $VISUAL or $EDITOR names; None without one."""
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = tuple(shlex.split(named, posix=os.name != "nt"))
    except ValueError:  # an open quote
        words = (named,)
    if not words:
        return None
    return Editor(words, _name(words[0]) in _WITH_WINDOW)


def _name(command: str) -> str:
    name = PureWindowsPath(command).name.lower()
    return name.rsplit(".", 1)[0] if name.endswith((".exe", ".cmd", ".bat")) else name
