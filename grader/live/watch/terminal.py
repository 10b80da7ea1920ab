"""The terminal while `grade watch` draws on it. It is as it was before on every exit."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import Any

from grader.errors import EndedBySignal
from grader.live.watch.keyboard import Keyboard, NoKeyboard, PosixKeyboard, WindowsKeyboard

try:
    import termios
except ImportError:
    termios = None  # type: ignore[assignment]

_HIDE, _SHOW = "\x1b[?25l", "\x1b[?25h"
_HOME, _TO_END_OF_LINE, _TO_END = "\x1b[H", "\x1b[K", "\x1b[J"
_CLEAR = "\x1b[2J"
_LOCAL_FLAGS, _CHARACTERS = 3, 6  # in what tcgetattr returns


class Terminal:
    """A terminal whose keys arrive without Enter and which is drawn on, as a context manager.

    Ctrl-Z gives it back until the command goes on in the foreground.
    """

    def __init__(self) -> None:
        self._keyboard = _keyboard()
        self._size: os.terminal_size | None = None  # of what is drawn
        self._saved: list[Any] | None = None
        self._handlers: dict[int, object] = {}
        self._is_ours = False

    def __enter__(self) -> Terminal:
        for name, handler in (
            ("SIGTSTP", self._stop),
            ("SIGCONT", self._go_on),
            ("SIGQUIT", self._quit),
        ):
            number = getattr(signal, name, None)
            if number is not None:
                self._handlers[number] = signal.signal(number, handler)
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.give_back()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def pressed(self) -> str:
        """Return the keys pressed since the last call; takes the terminal when it may."""
        if not self._is_ours:
            self.take()
        return self._keyboard.pressed() if self._is_ours else ""

    def is_outdated(self) -> bool:
        """Return whether what is shown was drawn for another size, or is not there any more."""
        return self._is_ours and self._size != shutil.get_terminal_size()

    def draw(self, lines: Sequence[str]) -> None:
        """Show these lines from the top, if the terminal is ours."""
        if self._is_ours:
            start = _CLEAR + _HOME if self.is_outdated() else _HOME
            shown = f"{_TO_END_OF_LINE}\r\n".join(lines)
            sys.stdout.write(f"{start}{shown}{_TO_END_OF_LINE}{_TO_END}")
            sys.stdout.flush()
            self._size = shutil.get_terminal_size()

    @contextlib.contextmanager
    def given_back(self) -> Iterator[None]:
        """Give the terminal to another program for a while."""
        self.give_back()
        try:
            yield
        finally:
            self.take()

    def take(self) -> None:
        """Let keys arrive at once and unseen, and hide the cursor, if we are in the foreground."""
        if not _is_in_foreground():
            return
        self._is_ours, self._size = True, None
        if termios is not None and isinstance(self._keyboard, PosixKeyboard):
            with contextlib.suppress(termios.error):
                self._saved = self._saved or termios.tcgetattr(0)
                now = termios.tcgetattr(0)
                now[_LOCAL_FLAGS] &= ~(termios.ECHO | termios.ICANON)
                now[_CHARACTERS][termios.VMIN] = 1
                now[_CHARACTERS][termios.VTIME] = 0
                termios.tcsetattr(0, termios.TCSADRAIN, now)
        _write(_HIDE)

    def give_back(self) -> None:
        """Make the terminal as it was before. Does nothing if it has been given back."""
        if not self._is_ours:
            return
        self._is_ours = False
        _write(f"{_SHOW}\r\n" if self._size is not None else _SHOW)
        if termios is not None and self._saved is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(0, termios.TCSADRAIN, self._saved)
            self._saved = None

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        """Ctrl-Z: give the terminal back, stop, and take it again when the command goes on."""
        self.give_back()
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
        signal.signal(number, self._stop)
        self._go_on(number, None)

    def _go_on(self, _number: int, _frame: FrameType | None) -> None:
        self._is_ours = False
        self.take()

    def _quit(self, number: int, _frame: FrameType | None) -> None:
        raise EndedBySignal(number)


def is_terminal() -> bool:
    """Return whether there is a terminal to draw on, which understands how."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    from rich.console import Console

    return not Console().legacy_windows


def _keyboard() -> Keyboard:
    if sys.stdin is None or not sys.stdin.isatty():
        return NoKeyboard()
    if os.name == "nt":
        return WindowsKeyboard()
    return PosixKeyboard() if termios is not None else NoKeyboard()


def _is_in_foreground() -> bool:
    """Return whether this command may use its terminal; one that `bg` runs may not."""
    if not hasattr(os, "tcgetpgrp"):
        return True
    try:
        return os.tcgetpgrp(1) == os.getpgrp()
    except OSError:
        return True


def _write(codes: str) -> None:
    with contextlib.suppress(OSError, ValueError):  # The terminal may be gone.
        os.write(1, codes.encode())
