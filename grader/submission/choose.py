"""Reads what learners handed in, and chooses one file of each learner for each exercise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from grader.course.course import Course
from grader.errors import UsageError
from grader.notes import first_names
from grader.packed import Packed
from grader.protocol.text import one_line
from grader.records import Submission
from grader.submission.archive import Archives
from grader.submission.candidates import found_in, in_order
from grader.submission.claims import are_of_several
from grader.submission.discover import Discovery, nothing_to_grade
from grader.submission.learners import NO_FILE, Age, Found, HandedIn, LearnerFiles
from grader.submission.listing import File
from grader.submission.names import exercise_of
from grader.submission.packed import SubmissionPacking
from grader.submission.read import read, require_known
from grader.submission.reader import Reader
from grader.submission.recognise import recognised
from grader.submission.seeds import Key
from grader.submission.unpack import few

_MOST_RECOGNISED = 40
"""How many files of other names are read for each learner, those nearest to the top."""

_MOST_FOR_AN_EXERCISE = 20
"""How many files of one learner are read for one exercise."""

_MOST_NAMED = 5
_MAX_NAME = 100


class Reading(msgspec.Struct, frozen=True):
    """What was read. notes: which files were left out. told: what there is to say of a learner."""

    submissions: Sequence[Submission]
    notes: tuple[str, ...] = ()
    told: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class ReadingSettings:
    """How to read: the course, the tasks to grade (all if empty), and what reading takes.

    is_whole: whether every exercise of the course counts, also one that was not handed in.
    """

    course: Course
    archives: Archives
    reader: Reader
    only: tuple[str, ...] = ()
    key: Key | None = None
    is_whole: bool = False


@dataclass(frozen=True)
class _Candidate:
    """A file that may be an answer. is_sure: by its name, or by most of what it defines."""

    handed_in: HandedIn
    submission: Submission
    is_sure: bool

    @property
    def merit(self) -> tuple[int, bool, Age]:
        """What decides which candidate is graded: the largest."""
        return self.attempted, self.is_sure, self.handed_in.age

    @property
    def attempted(self) -> int:
        """2 if it has an answer, 1 if it cannot be read, 0 if it is as it was handed out."""
        states = {source.state for source in self.submission.tasks.values()}
        if "answered" in states or self.submission.internal_error:
            return 2
        return int("unreadable" in states)


@dataclass
class _Claims:
    """A learner's files for each exercise, and those for none. A file's name comes first."""

    by_exercise: dict[str, list[tuple[HandedIn, bool]]] = field(default_factory=dict)
    unknown: list[HandedIn] = field(default_factory=list)


def read_learners(discovery: Discovery, how: ReadingSettings) -> Reading:
    """Read the files of the learners.

    Raises UsageError for unknown tasks, if no exercise is recognised at all, and for files that
    may be several learners' without saying whose.
    """
    learners = discovery.learners
    claims = [_claims(one, how) for one in learners]
    if not discovery.is_known and not any(one.by_exercise for one in claims):
        raise UsageError(nothing_to_grade(discovery.where, how.course.names, discovery.notes))
    _require_known(claims, how)
    submissions = Packed(SubmissionPacking())
    notes: list[str] = []
    told: dict[str, tuple[str, ...]] = {}
    for learner, claimed in zip(learners, claims, strict=True):
        own, left_out = _read(learner, claimed, how)
        for one in own:
            submissions.append(one)
        notes += few(left_out, str(learner.home))
        told[learner.learner] = tuple(_told(learner, claimed, how.course.names))
    return Reading(submissions, tuple(notes), {name: on for name, on in told.items() if on})


def _require_known(claims: Sequence[_Claims], how: ReadingSettings) -> None:
    claimed = {name for one in claims for name in one.by_exercise}
    exercises = [one for one in how.course.exercises if how.is_whole or one.name in claimed]
    require_known(how.only, [task.name for one in exercises for task in one.tasks])


def _claims(learner: LearnerFiles, how: ReadingSettings) -> _Claims:
    claims = _Claims()
    unnamed = []
    for one in learner.files:
        exercise = exercise_of(one.name, how.course.names)
        if exercise is None:
            unnamed.append(one)
        else:
            claims.by_exercise.setdefault(exercise, []).append((one, True))
    for one in in_order(unnamed, "")[:_MOST_RECOGNISED]:
        found = recognised(one.file, how.course, how.archives, how.reader)
        for exercise, is_sure in found.items():
            claims.by_exercise.setdefault(exercise, []).append((one, is_sure))
        if not found:
            claims.unknown.append(one)
    claims.unknown += in_order(unnamed, "")[_MOST_RECOGNISED:]
    if learner.is_guess:
        _require_one_learner(learner, claims)
    return claims


def _require_one_learner(learner: LearnerFiles, claims: _Claims) -> None:
    for exercise, files in claims.by_exercise.items():
        names = [one.name for one, _ in files]
        if are_of_several(names, exercise):
            some = " and ".join(_shown(name) for name in sorted(names)[:2])
            raise UsageError(
                f"{learner.home}: {len(names)} files claim {exercise}, such as {some}. If all are "
                "one learner's, say --layout learner. If not, name the layout with --layout, or "
                "put each learner's files into a folder."
            )


def _read(
    learner: LearnerFiles, claims: _Claims, how: ReadingSettings
) -> tuple[list[Submission], list[str]]:
    """Return a learner's submissions in the order of the course, and notes on other files."""
    submissions: list[Submission] = []
    notes: list[str] = []
    for exercise in how.course.exercises:
        if how.only and not {task.name for task in exercise.tasks} & set(how.only):
            continue
        claimed = claims.by_exercise.get(exercise.name, [])
        if claimed:
            chosen, left_out = _chosen(learner, exercise.name, claimed, how)
            submissions.append(chosen)
            notes += left_out
        elif how.is_whole:
            own = (learner.learner, exercise.name, learner.home, learner.account)
            submissions.append(_submission(Found(NO_FILE, *own), how))
    return submissions, notes


def _chosen(
    learner: LearnerFiles,
    exercise: str,
    claimed: Sequence[tuple[HandedIn, bool]],
    how: ReadingSettings,
) -> tuple[Submission, list[str]]:
    """Return the submission to grade, and a note on each of the other files."""
    is_sure = {one.file.path: sure for one, sure in claimed}
    files = in_order((one for one, _ in claimed), exercise)
    candidates = [
        _Candidate(one, _submission(found_in(one, learner, exercise), how), is_sure[one.file.path])
        for one in files[:_MOST_FOR_AN_EXERCISE]
    ]
    chosen = max(candidates, key=lambda one: one.merit)
    notes = [_left_out(one, chosen) for one in candidates if one is not chosen]
    unread = (one.file for one in files[_MOST_FOR_AN_EXERCISE:])
    return chosen.submission, [*notes, *(_note(file, chosen.handed_in.file) for file in unread)]


def _submission(found: Found, how: ReadingSettings) -> Submission:
    exercise, placeholder = how.course.exercise(found.exercise), how.course.placeholder
    return read(found, exercise, how.archives, how.reader, how.only, placeholder, how.key)


def _left_out(other: _Candidate, chosen: _Candidate) -> str:
    reason = ""
    if other.attempted < chosen.attempted:
        reason = ": it has answers"
    elif other.is_sure == chosen.is_sure and other.handed_in.age < chosen.handed_in.age:
        reason = ": it is newer"
    return _note(other.handed_in.file, chosen.handed_in.file, reason)


def _note(other: File, graded: File, reason: str = "") -> str:
    where = graded.path.name if other.path.name != graded.path.name else graded.path
    return f"{other.path}: left out, {where} was graded instead{reason}."


def _told(learner: LearnerFiles, claims: _Claims, exercises: Sequence[str]) -> Iterator[str]:
    """Yield what there is to say of other files, unless every exercise was handed in."""
    scripts = [one.name for one in claims.unknown]
    if claims.by_exercise:
        if scripts and len(claims.by_exercise) < len(exercises):
            yield f"no exercise recognised: {first_names(scripts, _MOST_NAMED)}"
    elif scripts or learner.others:
        yield f"no exercise recognised: {first_names([*scripts, *learner.others], _MOST_NAMED)}"
    else:
        yield "no file was handed in"


def _shown(name: str) -> str:
    return one_line(name)[:_MAX_NAME]
