"""A loaded course: its exercises, its files and their fingerprint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from grader.course.exercise import Exercise, Question, Wording
from grader.records import Submission


@dataclass(frozen=True)
class Course:
    """Exercises with their files.

    name: also the prefix of the course's own codes. fingerprint: SHA-256 of the files that decide
    verdicts, in hexadecimal. stubs, solutions: files, by exercise. known_answers: a folder; None if
    there is none. secret: folders that learner code must not read. deciding: the contents of the
    files that decide verdicts, by their path in the course's folder. placeholder: the name that
    stubs use for what is to be filled in. pictures: those that the texts of the exercises show, by
    the path that a text names, such as `pictures/line.svg`.
    """

    name: str
    title: str
    version: str
    fingerprint: str
    exercises: tuple[Exercise, ...]
    stubs: Mapping[str, Path]
    solutions: Mapping[str, Path]
    known_answers: Path | None = None
    secret: tuple[Path, ...] = ()
    deciding: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    placeholder: str = "____"
    pictures: Mapping[str, Path] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the exercises, in order."""
        return tuple(exercise.name for exercise in self.exercises)

    def exercise(self, name: str) -> Exercise:
        """Return the exercise of this name."""
        return next(exercise for exercise in self.exercises if exercise.name == name)

    @cached_property
    def wording(self) -> Mapping[str, Wording]:
        """The wording of the course's own codes, by full code."""
        return {
            self.full_code(exercise, entry.code): entry
            for exercise in self.exercises
            for entry in exercise.wording
        }

    def questions(self, submission: Submission) -> dict[str, dict[str, Question]]:
        """Draw the questions for each answered task of a submission, by task and name."""
        exercise = self.exercise(submission.exercise)
        return {
            task: exercise.questions(task, submission.seed)
            for task, source in submission.tasks.items()
            if source.state == "answered"
        }

    def full_code(self, exercise: Exercise, code: str) -> str:
        """Return the code, prefixed with the course's name if it is the exercise's own code."""
        is_own = any(entry.code == code for entry in exercise.wording)
        return f"{self.name}.{code}" if is_own else code
