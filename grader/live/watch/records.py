"""What the threads of watching tell the loop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from grader.records import ExerciseResult, Submission


@dataclass(frozen=True)
class Checked:
    """The verdicts on one exercise's file so far.

    A later one replaces an earlier one, whole. submission: the file as it was read. result: of the
    tasks that are judged, ready to be shown; those that are being run are left out. fresh: the
    tasks that have been run since the file was last read. running: the tasks that are being run.
    is_read: whether this was posted because the file has just been read. changed: the tasks whose
    answers have changed by that. is_first: whether the file was read only once.
    """

    submission: Submission
    result: ExerciseResult
    fresh: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    is_read: bool = False
    changed: tuple[str, ...] = ()
    is_first: bool = False

    @property
    def exercise(self) -> str:
        """The name of the exercise."""
        return self.result.exercise


@dataclass(frozen=True)
class Gone:
    """The file of an exercise is not there any more."""

    exercise: str


@dataclass(frozen=True)
class Missing:
    """There is nothing to watch at present. why: one line; empty when there is again."""

    why: str


@dataclass(frozen=True)
class Unnamed:
    """A file was saved that looks like an exercise and is not named after it. what: one line."""

    what: str


@dataclass(frozen=True)
class Ready:
    """The processes have started. Verdicts come quickly from now on."""


@dataclass(frozen=True)
class Failed:
    """A thread has failed. The command ends with this error."""

    error: Exception


Message: TypeAlias = Checked | Gone | Missing | Unnamed | Ready | Failed
