"""The records that flow down the pipeline, each made once and never changed."""

from __future__ import annotations

import enum
from typing import Literal, TypeAlias

import msgspec

from grader.sandbox.messages import Binding, Cell, Problem, Turn


class Status(str, enum.Enum):
    """What became of a check, and of the task it belongs to."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ATTEMPTED = "not_attempted"
    SKIPPED = "skipped"  # what it depends on failed
    ERROR = "error"  # learner code broke
    TIMEOUT = "timeout"
    BROKEN = "broken"  # our fault


class TaskSource(msgspec.Struct, frozen=True):
    """What a submission holds for one task, as far as reading tells.

    `similar` is a name in the file that may have been meant, for a task that is missing.
    """

    state: Literal["answered", "untouched", "missing", "unreadable"]
    problem: Problem | None = None
    similar: str = ""


class Submission(msgspec.Struct, frozen=True):
    """One learner's file for one exercise, read but not run.

    `problem` says why nothing of the file could be read, `unread` what of it could not and is no
    task's; `seed` comes from its content, so that
    no learner can foresee the inputs and every run draws the same ones.
    """

    learner: str
    exercise: str
    file: str
    seed: int
    tasks: dict[str, TaskSource]
    cells: tuple[Cell, ...] = ()
    bindings: tuple[Binding, ...] = ()
    problem: Problem | None = None
    unread: tuple[Problem, ...] = ()


class Evidence(msgspec.Struct, frozen=True):
    """What came out of the learner's process, by task and ask; `loading` is what failed before.

    Plain data: it can be stored and judged again without running learner code.
    """

    answers: dict[str, dict[str, tuple[Turn, ...] | Problem]]
    loading: tuple[Problem, ...] = ()


class TrainingRun(msgspec.Struct, frozen=True):
    """The loss before and after training from one starting point, on the same data."""

    loss_before: float
    loss_after: float
    start: Literal["as built", "new weights"]


class Measurement(msgspec.Struct, frozen=True):
    """What the trainer saw of a model rebuilt from its description.

    `difference` is the largest gap between what the learner's model predicted and what the
    rebuilt one predicts, in units of the predictions' size; `fault` is ours.
    """

    difference: float | None = None
    runs: tuple[TrainingRun, ...] = ()
    fault: str = ""


Measurements: TypeAlias = dict[str, dict[str, Measurement]]
"""By task and ask."""


class CheckResult(msgspec.Struct, frozen=True):
    """One check's verdict. `title` is what the learner reads, `name` what programs compare."""

    name: str
    title: str
    status: Status
    points: int
    max_points: int
    message: str = ""
    hints: tuple[str, ...] = ()


class TaskResult(msgspec.Struct, frozen=True):
    """One task's checks. `curve` is the loss after each epoch, where the task trains."""

    task: str
    status: Status
    score: int
    max_score: int
    checks: tuple[CheckResult, ...]
    curve: tuple[float, ...] = ()


class ExerciseResult(msgspec.Struct, frozen=True):
    """One file's tasks. `notes` are things in the file that broke and cost nothing."""

    exercise: str
    title: str
    file: str
    status: Status
    score: int
    max_score: int
    tasks: tuple[TaskResult, ...]
    notes: tuple[str, ...] = ()


class LearnerResult(msgspec.Struct, frozen=True):
    """All the exercises one learner handed in."""

    learner: str
    score: int
    max_score: int
    exercises: tuple[ExerciseResult, ...]


class Gradebook(msgspec.Struct, frozen=True):
    """Everything one run graded. `notes` are files that were left out, and why."""

    submissions: tuple[LearnerResult, ...]
    notes: tuple[str, ...] = ()
