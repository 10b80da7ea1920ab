"""The loop of `grade watch`: takes messages and keys, keeps the state, and shows it."""

from __future__ import annotations

import queue
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from grader.course.course import Course
from grader.live import progress
from grader.live.watch.checker import Checker
from grader.live.watch.editor import HOW_TO_CHOOSE, chosen_editor
from grader.live.watch.folder import Folder
from grader.live.watch.lookout import Lookout
from grader.live.watch.records import Checked, Failed, Gone, Message, Missing, Ready, Unnamed
from grader.live.watch.screen import Screen, hints_of
from grader.live.watch.terminal import Terminal
from grader.live.watch.view import View, chosen, with_checked, with_gone
from grader.session import Session

_TICK = 0.04
"""Seconds between two looks at the keyboard and at the size of the terminal."""

_NOT_YET = (
    "A solution is shown once a task has passed here. To see one before: "
    "grade solution TASK --give-up"
)


class Reporter(Protocol):
    """Tells what happens where there is no terminal."""

    def tell(self, message: Message, view: View) -> None:
        """Tell what a message says. view: the state after it."""


class Watching:
    """Watches a folder until the learner quits."""

    def __init__(
        self, folder: Folder, course: Course, start_session: Callable[[], Session], timeout: float
    ) -> None:
        self._folder = folder
        self._course = course
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._checker = Checker(course, start_session, timeout, self._messages.put)
        self._lookout = Lookout(folder, course, self._checker, self._messages.put)
        self._view = View(course, progress=progress.load(folder.place, course))

    def on_terminal(self, where: str) -> None:
        """Draw on the terminal and take keys, until `q` is pressed. where: shown as the heading."""
        screen = Screen(where)
        with Terminal() as terminal, self._checker, self._lookout:
            drawn = None
            while True:
                # Lines are made only when there is something new, since that takes milliseconds.
                if self._view is not drawn or terminal.is_outdated():
                    drawn = self._view
                    terminal.draw(screen.lines(drawn))
                self._take(self._next(_TICK))
                for key in terminal.pressed():
                    if key == "q":
                        return
                    self._press(key, terminal)

    def in_lines(self, reporter: Reporter) -> None:
        """Tell a reporter what happens, until a signal ends the command."""
        with self._checker, self._lookout:
            while True:
                message = self._next(None)
                if message is not None:
                    self._take(message)
                    reporter.tell(message, self._view)

    def _next(self, seconds: float | None) -> Message | None:
        """Return the next message; None if there is none in this time."""
        try:
            return self._messages.get(timeout=seconds)
        except queue.Empty:
            return None

    def _take(self, message: Message | None) -> None:
        """Bring the state up to date. Several messages follow each other without a redraw."""
        before = self._view
        if isinstance(message, Checked):
            self._view = with_checked(self._view, message)
        elif isinstance(message, Gone):
            self._view = with_gone(self._view, message)
        elif isinstance(message, Missing):
            self._view = replace(self._view, notice=message.why)
        elif isinstance(message, Unnamed):
            self._view = replace(self._view, notice=message.what)
        elif isinstance(message, Ready):
            self._view = replace(self._view, is_ready=True)
        elif isinstance(message, Failed):
            raise message.error
        if self._view.progress != before.progress:
            progress.save(self._folder.place, self._course, self._view.progress)
        self._checker.first = self._view.task

    def _press(self, key: str, terminal: Terminal) -> None:
        view = self._view
        hints = 0 if view.now is None else hints_of(view.now)
        if key == "h":
            self._view = replace(view, hints=0 if view.hints else min(1, hints))
        elif key == "n":
            self._view = replace(view, hints=min(view.hints + 1, hints))
        elif key == "l":
            self._view = replace(view, is_listing=not view.is_listing)
        elif key == "s" and view.passed is not None:
            self._view = replace(view, is_solved=not view.is_solved, is_listing=False)
        elif key == "s":
            self._view = replace(view, notice=_NOT_YET)
        elif key == "e":
            self._edit(terminal)
        elif key.isdecimal() and 1 <= int(key) <= len(view.course.names):
            self._view = chosen(view, view.course.names[int(key) - 1])

    def _edit(self, terminal: Terminal) -> None:
        """Open what is to do now in the learner's editor."""
        editor, checked = chosen_editor(), self._view.checked.get(self._view.exercise)
        if editor is None:
            self._view = replace(self._view, notice=HOW_TO_CHOOSE)
        elif checked is not None:
            file = Path(checked.submission.file)
            line = 0 if file.suffix == ".ipynb" else self._line()
            if editor.has_window:
                failure = editor.open(file, line)
            else:
                with terminal.given_back():
                    failure = editor.open(file, line)
            self._view = replace(self._view, notice=failure)

    def _line(self) -> int:
        """Return the line of what is to do now, 0 if it is unknown."""
        now = self._view.now
        checks = () if now is None else now.checks
        return next((one.place.line for one in checks if one.place and one.place.line), 0)
