"""The options of a run, with what shows its progress and what keeps its results."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from grader.graded import Graded
from grader.people import Roster
from grader.records import ExerciseResult, Gradebook, Submission
from grader.sandbox.limits import DEFAULT_TIMEOUT
from grader.submission.arrange import AUTO
from grader.submission.seeds import Key

Advance: TypeAlias = Callable[[int, str], None]
"""Called in the calling thread with the number of finished submissions, and what is done now."""

Progress: TypeAlias = Callable[[int], AbstractContextManager[Advance]]
"""Opens a progress display for this number of submissions."""


@contextlib.contextmanager
def no_progress(_total: int) -> Iterator[Advance]:
    """Show nothing."""
    yield lambda _done, _now: None


class Keeper(Protocol):
    """Keeps what is graded, and knows what was graded before."""

    def known(self, submissions: Sequence[Submission]) -> Iterable[tuple[int, ExerciseResult]]:
        """Yield the results that are known, each with the index of the submission."""

    def alike(self, submissions: Sequence[Submission]) -> list[list[int]]:
        """Return the indexes of submissions, those that have the same content together."""

    def tell(self, told: Mapping[str, tuple[str, ...]]) -> None:
        """Keep these notes on learners, by name, with the results that follow."""

    def keep(self, graded: Graded) -> None:
        """Keep a result. Raises GradebookError if earlier ones could not be kept."""


class _Forgetful:
    """Keeps nothing."""

    def known(self, _submissions: Sequence[Submission]) -> Iterable[tuple[int, ExerciseResult]]:
        return ()

    def alike(self, submissions: Sequence[Submission]) -> list[list[int]]:
        return [[index] for index in range(len(submissions))]

    def tell(self, told: Mapping[str, tuple[str, ...]]) -> None:
        pass

    def keep(self, graded: Graded) -> None:
        pass


_FORGETFUL: Keeper = _Forgetful()


@dataclass(frozen=True)
class Options:
    """The options of a run.

    only: the names of the tasks to grade; all if empty. timeout: seconds for each call, and for
    the statements of a file. progress: opens the progress display. warn: called with one line
    if a protection is missing. key: a secret that makes the inputs unforeseeable. layout: how
    files are arranged. roster: the people of the class. whole_course: whether an exercise that
    was not handed in counts 0 points even if one learner alone is graded. diagnoses: whether
    trainings that failed are diagnosed, which takes seconds for each and changes no grade.
    keeper: a gradebook, if there is one. decided: makes grades of the verdicts, by what the
    teacher has decided.
    """

    only: tuple[str, ...] = ()
    timeout: float = DEFAULT_TIMEOUT
    progress: Progress = no_progress
    warn: Callable[[str], None] = lambda _line: None
    key: Key | None = None
    layout: str = AUTO
    roster: Roster | None = None
    whole_course: bool = False
    diagnoses: bool = True
    keeper: Keeper = _FORGETFUL
    decided: Callable[[Gradebook], Gradebook] = lambda book: book


DEFAULT_OPTIONS = Options()
