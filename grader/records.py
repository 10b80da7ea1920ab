"""The immutable records that the stages of a run pass on."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, TypeAlias

import msgspec

from grader.protocol.calls import Binding, Cell
from grader.protocol.events import Return
from grader.protocol.excerpts import Excerpt
from grader.protocol.noted import NotedTraining
from grader.protocol.problems import Problem


class Status(str, enum.Enum):
    """The outcome of a check, a task or an exercise."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ATTEMPTED = "not_attempted"
    SKIPPED = "skipped"  # the check that it depends on did not pass
    ERROR = "error"  # learner code failed
    TIMEOUT = "timeout"
    INTERNAL_ERROR = "broken"  # the grader failed; costs no points


class Place(msgspec.Struct, frozen=True):
    """A line of learner code.

    cell: the number of the notebook's code cell, from 1; 0 for a script. line: from 1 in the file
    or in the cell; 0 if unknown. source: the line itself, without its indentation. column,
    end_column: the part of the line that is meant, as in `Mark`; 0 if unknown. excerpt: the line as
    it is shown.
    """

    file: str
    cell: int = 0
    line: int = 0
    source: str = ""
    column: int = 0
    end_column: int = 0
    excerpt: Excerpt = Excerpt()


class TaskSource(msgspec.Struct, frozen=True):
    """What a submission contains for one task, as found by reading it.

    place: where the answer begins. problem: why the answer cannot be run. similar: for a missing
    task, a name in the file that the learner may have used instead. reach: the top-level statements
    that play a part in what the answer does, each with its whole source. only_return: the place of
    what the answer returns, if returning it is all that the answer does.
    """

    state: Literal["answered", "untouched", "missing", "unreadable"]
    place: Place | None = None
    problem: Problem | None = None
    similar: str = ""
    reach: tuple[Place, ...] = ()
    only_return: Place | None = None


class Account(msgspec.Struct, frozen=True):
    """Who a learner is, as the names in a download and the roster tell; "" where they do not.

    id: the number of the user in Canvas, of the participant in Moodle. folder: the name of the
    learner's folder in a download from Moodle. number: the student's number. login: the name with
    which the learner signs in. section: the part of the class.
    """

    id: str = ""
    folder: str = ""
    number: str = ""
    login: str = ""
    email: str = ""
    section: str = ""


UNKNOWN_ACCOUNT = Account()


class Submission(msgspec.Struct, frozen=True):
    """One learner's file for one exercise, read but not run.

    file: as shown in reports; empty if the learner handed in none for this exercise.
    seed: derived from the content, and from the teacher's key if there is one, so that every run
    draws the same inputs; 128 bits, which no learner's process may know. tasks: those to grade,
    in the exercise's order. statements: by cell, the line on which each top-level statement begins.
    bindings: the statements that answer tasks. placeholder: the name that stubs use for what is to
    be filled in. unparsed: the parts of the file that do not parse and belong to no task. loading:
    the statements that do more than define a function when the file is run, and what they reach,
    as in `TaskSource`. is_entangled: whether a call of one answer may change what another returns.
    internal_error: why the grader failed to read the file; nothing of it is then run or judged.
    written: by cell, its lines as the learner wrote them; empty where they are its source.
    submitted_at: when it was handed in, in UTC; None if nothing that can be trusted tells.
    """

    learner: str
    exercise: str
    file: str
    seed: int
    tasks: dict[str, TaskSource]
    cells: tuple[Cell, ...] = ()
    statements: tuple[tuple[int, ...], ...] = ()
    bindings: tuple[Binding, ...] = ()
    placeholder: str = ""
    unparsed: tuple[Problem, ...] = ()
    loading: tuple[Place, ...] = ()
    is_entangled: bool = False
    internal_error: str = ""
    account: Account = UNKNOWN_ACCOUNT
    written: tuple[str, ...] = ()
    submitted_at: datetime | None = None

    @property
    def is_answered(self) -> bool:
        """Whether any task must be run. Reading alone decides all other tasks."""
        return any(source.state == "answered" for source in self.tasks.values())

    @property
    def code(self) -> set[str]:
        """The source that may run when the file is loaded and its answers are called."""
        reached = (source.reach for source in self.tasks.values() if source.state == "answered")
        return {place.source for places in (self.loading, *reached) for place in places}

    @property
    def process_seed(self) -> int:
        """A seed of 32 bits for the learner's process, which may know it.

        `seed`, and so the questions, cannot be computed from it.
        """
        digest = hashlib.sha256(f"process {self.seed}".encode()).digest()
        return int.from_bytes(digest[:4], "big")

    @property
    def diagnosis_seeds(self) -> tuple[int, ...]:
        """Seeds for a training that is diagnosed, and for three that verify its repair."""
        digest = hashlib.sha256(f"diagnosis {self.seed}".encode()).digest()
        return tuple(int.from_bytes(digest[at : at + 4], "big") for at in (0, 4, 8, 12))


class Outcome(msgspec.Struct, frozen=True):
    """What came of a question.

    returns: one for each time that the call returned. problem: why it did not return, the first
    time or a later one.
    """

    returns: tuple[Return, ...] = ()
    problem: Problem | None = None


class TaskTraining(msgspec.Struct, frozen=True):
    """A training in a call of a task, or at the top level of the file if task is ""."""

    task: str
    training: NotedTraining


class Evidence(msgspec.Struct, frozen=True):
    """All outcomes and problems of a submission.

    outcomes: by task and question. loading: the problems of top-level statements, before any call.
    trainings: those that did not make their loss small.
    Evidence is plain data: it can be stored and judged again without running learner code.
    """

    outcomes: dict[str, dict[str, Outcome]]
    loading: tuple[Problem, ...] = ()
    trainings: tuple[TaskTraining, ...] = ()


class TrainingRun(msgspec.Struct, frozen=True):
    """The loss before and after training from one starting point, on the same data."""

    loss_before: float
    loss_after: float
    start: Literal["as built", "new weights"]


class LossGap(msgspec.Struct, frozen=True):
    """A loss on one batch beside the mean absolute error on it.

    slopes: the largest difference of a slope, divided by the largest slope of the expected loss.
    """

    received: float
    expected: float
    slopes: float


class TrialGap(msgspec.Struct, frozen=True):
    """How the trial of a compiled model differs from the same trial in the trainer.

    losses: one for each batch. weights: the largest difference of a weight after any step, divided
    by how far the weights should have moved by then; infinity if steps are missing.
    """

    losses: tuple[LossGap, ...]
    weights: float


class Measurement(msgspec.Struct, frozen=True):
    """What the trainer measured of a model that it rebuilt from its description.

    difference: the largest absolute difference between the predictions of the learner's model and
    of the rebuilt one, divided by one plus the largest absolute prediction of the rebuilt one; None
    if there are no predictions. runs: one for each starting point that was tried. trial: for a
    model that was compiled and tried. internal_error: why nothing was measured.
    request: a digest of all that it was made of: equal digests mean equal measurements.
    """

    difference: float | None = None
    runs: tuple[TrainingRun, ...] = ()
    trial: TrialGap | None = None
    internal_error: str = ""
    request: bytes = b""


Measurements: TypeAlias = dict[str, dict[str, Measurement]]
"""By task and question."""


class Reason(msgspec.Struct, frozen=True):
    """Why a check did not pass: a stable code, and the numbers and texts that belong to it.

    The engine's codes begin with a family, such as `layers.wrong_activation`. A course's codes
    begin with its name, such as `first-steps.relu.minimum`. `grader.judge.wording` turns a reason
    into a sentence.
    """

    code: str
    details: dict[str, Any] = {}


class CheckResult(msgspec.Struct, frozen=True):
    """The result of one check. `title` is for learners, `name` for programs."""

    name: str
    title: str
    status: Status
    points: int
    max_points: int
    reason: Reason | None = None
    message: str = ""
    place: Place | None = None
    hints: tuple[str, ...] = ()


class Diagnosis(msgspec.Struct, frozen=True):
    """Why a training failed, as the trainer has shown it. It changes no status and no points.

    curve_before: the loss before the training and on its way, as the learner wrote it. curve_after:
    the same with the single repair that the reason names; empty if none works. place: of the
    training, if it is not that of the task.
    """

    reason: Reason
    message: str
    curve_before: tuple[float, ...] = ()
    curve_after: tuple[float, ...] = ()
    place: Place | None = None


class TaskResult(msgspec.Struct, frozen=True):
    """The result of one task.

    curve: the loss after each epoch, if the task trains a model. printed: the beginning of what the
    task's calls printed. diagnosis: for a task whose training failed.
    """

    task: str
    status: Status
    score: int
    max_score: int
    checks: tuple[CheckResult, ...]
    curve: tuple[float, ...] = ()
    printed: str = ""
    diagnosis: Diagnosis | None = None


class Adjustment(msgspec.Struct, frozen=True):
    """A change of points that no check made.

    kind: the teacher set the points of a task, or the exercise was late. task: "" if it concerns
    the whole exercise. reason: the teacher's, or how late it was.
    """

    kind: Literal["override", "late"]
    task: str
    before: int
    after: int
    reason: str


class ExerciseResult(msgspec.Struct, frozen=True):
    """The result of one submission.

    file: empty if there was none. notes: describe lines of the file that failed. diagnoses: of
    trainings that failed outside of the tasks. submitted_at: in UTC; None if it is not known.
    adjustments: what changed the points after the verdict, in this order.
    """

    exercise: str
    title: str
    file: str
    status: Status
    score: int
    max_score: int
    tasks: tuple[TaskResult, ...]
    notes: tuple[str, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    submitted_at: datetime | None = None
    adjustments: tuple[Adjustment, ...] = ()


class LearnerResult(msgspec.Struct, frozen=True):
    """The results of one learner's submissions. notes: on the learner's files as a whole."""

    learner: str
    score: int
    max_score: int
    exercises: tuple[ExerciseResult, ...]
    account: Account = UNKNOWN_ACCOUNT
    notes: tuple[str, ...] = ()


class CheckOutline(msgspec.Struct, frozen=True):
    """A check of the course, whoever is graded."""

    name: str
    title: str
    points: int


class TaskOutline(msgspec.Struct, frozen=True):
    """A task of the course, whoever is graded."""

    task: str
    checks: tuple[CheckOutline, ...]


class ExerciseOutline(msgspec.Struct, frozen=True):
    """An exercise of the course, whoever is graded."""

    exercise: str
    title: str
    tasks: tuple[TaskOutline, ...]


class Gradebook(msgspec.Struct, frozen=True):
    """The results of all learners of a run.

    learners: a tuple, or packed if they are a whole class. notes: the files that were left out, and
    why. key_digest: tells which key the inputs were drawn
    with; None without a key. outline: all checks that the run grades, also of exercises that
    nobody handed in.
    """

    learners: Sequence[LearnerResult]
    notes: tuple[str, ...] = ()
    key_digest: str | None = None
    outline: tuple[ExerciseOutline, ...] = ()
