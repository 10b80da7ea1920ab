"""Which of a learner's files may be their answer to which exercise, as far as names tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from grader.submission.learners import Found, HandedIn, LearnerFiles
from grader.submission.names import exercise_of


def named_after(learner: LearnerFiles, exercises: Sequence[str]) -> Iterator[Found]:
    """Yield the file of each exercise that any file is named after, chosen by the names alone."""
    for exercise in exercises:
        files = [one for one in learner.files if exercise_of(one.name, exercises) == exercise]
        if files:
            yield found_in(in_order(files, exercise)[0], learner, exercise)


def in_order(files: Iterable[HandedIn], exercise: str) -> list[HandedIn]:
    """Return files with the one in front that is chosen if their contents decide nothing.

    That is the newest; of these the one with the plain name, then the one nearest to the top. The
    rest of the order is fixed, so that the choice is repeatable.
    """

    def place(one: HandedIn) -> tuple[bool, int, Path]:
        path = one.file.path
        return Path(one.name).stem != exercise, len(path.parts), path

    return sorted(sorted(files, key=place), key=lambda one: one.age, reverse=True)


def found_in(one: HandedIn, learner: LearnerFiles, exercise: str) -> Found:
    """Return this file of a learner as their answer to an exercise."""
    return Found(one.file, learner.learner, exercise, learner.home, learner.account)
