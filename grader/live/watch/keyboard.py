"""Keys without Enter, on a terminal of POSIX systems or of Windows."""

from __future__ import annotations

import importlib
import os
import re
import select
from typing import Protocol

_MOST = 64
"""Bytes that are read at once. What is pasted is not typed."""

_SEQUENCES = re.compile(r"\x1b(?:\[[0-9;?<]*[ -/]*[@-~]|O.|.)?", re.DOTALL)
"""What arrow keys, function keys and the mouse send."""


class Keyboard(Protocol):
    """Gives the keys that were pressed."""

    def pressed(self) -> str:
        """Return the keys pressed since the last call, without waiting."""


class NoKeyboard:
    """Where there is none, such as behind a pipe."""

    def pressed(self) -> str:
        """Return nothing."""
        return ""


class PosixKeyboard:
    """Standard input, a terminal that passes keys on at once."""

    def __init__(self) -> None:
        self._is_over = False

    def pressed(self) -> str:
        """Return the keys pressed since the last call, without waiting."""
        if self._is_over or not select.select([0], [], [], 0)[0]:
            return ""
        try:
            data = os.read(0, _MOST)
        except OSError:  # Another process of this terminal has the keyboard.
            return ""
        self._is_over = not data
        return keys_in(data.decode("utf-8", "ignore"))


class WindowsKeyboard:
    """The console of Windows."""

    def pressed(self) -> str:
        """Return the keys pressed since the last call, without waiting."""
        console = importlib.import_module("msvcrt")  # There is none on other systems.
        keys = ""
        while console.kbhit() and len(keys) < _MOST:
            key = console.getwch()
            if key in ("\x00", "\xe0"):  # An arrow or a function key: its code follows.
                console.getwch()
            elif key == "\x03":
                raise KeyboardInterrupt
            else:
                keys += key
        return keys_in(keys)


def keys_in(text: str) -> str:
    """Return the keys in what a terminal sent, in lower case and without special keys."""
    return "".join(key for key in _SEQUENCES.sub("", text) if key.isprintable()).lower()
