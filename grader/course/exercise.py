"""The parts of an exercise: tasks, the questions to learner code and the checks on its answers.

A grading module builds one `Exercise` named `EXERCISE` from these parts.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from grader.errors import CourseError, MeasurementError
from grader.protocol.arrays import Numbers, pack
from grader.protocol.calls import Argument, Call, Float, Integer, Integers
from grader.protocol.events import Return
from grader.protocol.models import Model
from grader.protocol.trials import Batch, Trial
from grader.protocol.values import Value
from grader.records import Measurement, Outcome


@dataclass(frozen=True)
class Finding:
    """What a check found: nothing wrong, or the code of a reason with its details."""

    code: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.code


RIGHT = Finding()


def wrong(code: str, /, **details: Any) -> Finding:
    """Return a finding with this code. `details` are plain data: numbers, strings, lists, dicts.

    They may have any names, also `code`.
    """
    return Finding(code, details)


@dataclass(frozen=True)
class Wording:
    """The message to the learner for one of an exercise's own codes.

    says: a template in which `{name}` is replaced by the finding's detail of that name.
    """

    code: str
    says: str


@dataclass(frozen=True)
class Mistake(Wording):
    """A formula that learners write instead of the right one, and the message about it.

    The message follows a sentence with the value that the call returned and the expected value.
    """

    formula: Callable[..., Any]


@dataclass(frozen=True)
class Training:
    """How the trainer trains a learner's model: the grader's data, and settings of the optimizer.

    x: shape (rows, inputs). y: shape (rows,). steps: optimizer steps, each on all rows.
    learning_rate: None for the one that the learner compiled with. starts: the number of starting
    points to try before concluding that the model does not learn. falls_to: the fraction of the
    initial loss that the loss must reach to conclude that the model learns. units: the units of the
    layers that a model must have to be trained; None for those of the network in the call, or for
    any if there is none.
    """

    x: Numbers
    y: Numbers
    steps: int = 40
    learning_rate: float | None = 0.05
    starts: int = 3
    falls_to: float = 0.8
    units: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Question:
    """One call of learner code, and how the trainer trains the model that it returns or changes.

    A question contains inputs but no expected results.
    """

    call: Call
    training: Training | None = None


@dataclass(frozen=True)
class Answer:
    """What a check sees: a question, what the call returned and the trainer's measurement.

    parameters: the names that the stub gives the function's parameters, as far as they are known.
    """

    question: Question
    outcome: Outcome
    measured: Measurement | None = None
    parameters: tuple[str, ...] = ()

    @property
    def returns(self) -> tuple[Return, ...]:
        """What the call gave, one for each time that it was made.

        Raises UnansweredError if a later call gave nothing: a check that needs only the first call
        uses `value`.
        """
        if self.outcome.problem is not None:
            raise UnansweredError(self)
        return self.outcome.returns

    @property
    def measurement(self) -> Measurement | None:
        """The trainer's measurement; None if there is no model that it can rebuild.

        Raises MeasurementError if the trainer failed.
        """
        if self.measured is not None and self.measured.internal_error:
            raise MeasurementError(self.measured.internal_error)
        return self.measured

    @property
    def call(self) -> Call:
        """The call that was made."""
        return self.question.call

    @property
    def function(self) -> str:
        """The name of the learner's function."""
        return self.question.call.function

    @property
    def value(self) -> Value:
        """What the first call returned."""
        return self.outcome.returns[0].value

    @property
    def printed(self) -> str:
        """What the first call printed."""
        return self.outcome.returns[0].printed

    @property
    def argument_model(self) -> Model:
        """The model that was passed to the function, in its state after the first call."""
        return self.outcome.returns[0].models[0]

    @property
    def trial(self) -> Trial | None:
        """What the passed model's loss and optimizer computed after the first call, if tried."""
        return self.outcome.returns[0].trial


class UnansweredError(Exception):
    """A check needs an answer that learner code did not give."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer.function} did not return every time")
        self.answer = answer


CheckFunction: TypeAlias = Callable[..., Finding]


@dataclass(frozen=True)
class Check:
    """A function from answers to a finding. Its parameters name the questions that it uses.

    title: the function's docstring, which the learner reads. after: a check that must pass first.
    simpler: a check of the same rule with simpler inputs. While its hints are given, those of this
    check are not: one mistake usually fails both, and the simpler one is where to look for it.
    """

    name: str
    title: str
    function: CheckFunction
    points: int
    hints: tuple[str, ...]
    after: Check | None
    simpler: Check | None
    questions: tuple[str, ...]


def check(
    *,
    points: int,
    hints: tuple[str, ...] = (),
    after: Check | None = None,
    simpler: Check | None = None,
) -> Callable[[CheckFunction], Check]:
    """Return a decorator that turns a function into a check; see `Check`.

    The decorator raises CourseError if the function has no docstring.
    """

    def wrap(function: CheckFunction) -> Check:
        title = (inspect.getdoc(function) or "").strip()
        if not title:
            raise CourseError(f"check {function.__name__} has no docstring, which is its title")
        questions = tuple(inspect.signature(function).parameters)
        return Check(function.__name__, title, function, points, hints, after, simpler, questions)

    return wrap


@dataclass(frozen=True)
class Task:
    """One function for the learner to write.

    questions: draws inputs from a random generator and returns the questions by name. Raises
    CourseError if a check uses an unknown question, or comes before a check that it refers to.
    """

    name: str
    questions: Callable[[np.random.Generator], dict[str, Question]]
    checks: tuple[Check, ...]

    def __post_init__(self) -> None:
        known = set(self.questions(np.random.default_rng(0))) if self.checks else set()
        for number, one in enumerate(self.checks):
            if unknown := set(one.questions) - known:
                raise CourseError(f"{self.name}: check {one.name} uses unknown questions {unknown}")
            for other in (one.after, one.simpler):
                if other is not None and other not in self.checks[:number]:
                    raise CourseError(f"{self.name}: check {one.name} must follow {other.name}")


@dataclass(frozen=True)
class Exercise:
    """One file of tasks. `name` is the file's name without its suffix.

    wording: the messages for the exercise's own codes.
    """

    name: str
    title: str
    tasks: tuple[Task, ...]
    wording: tuple[Wording, ...] = ()

    @property
    def max_score(self) -> int:
        """The sum of the points of all checks."""
        return sum(check.points for task in self.tasks for check in task.checks)

    def task(self, name: str) -> Task:
        """Return the task of this name."""
        return next(task for task in self.tasks if task.name == name)

    def questions(self, task: str, seed: int) -> dict[str, Question]:
        """Draw a task's questions from a seed.

        Each task has its own generator, so that its inputs do not depend on the other tasks.
        """
        number = [each.name for each in self.tasks].index(task)
        return self.task(task).questions(np.random.default_rng([seed, number]))


Given: TypeAlias = float | int | list[int] | Numbers | Argument


def ask(
    function: str,
    *arguments: Given,
    probe: Numbers | None = None,
    times: int = 1,
    training: Training | None = None,
    until_lengths_differ: bool = False,
    batches: tuple[Batch, ...] = (),
) -> Question:
    """Return the question that calls this function. Arrays keep their type; a probe is float32.

    See `Call` for `probe`, `times`, `until_lengths_differ` and `batches`.
    """
    sent = tuple(_argument(argument) for argument in arguments)
    inputs = None if probe is None else pack(probe.astype("float32"))
    return Question(Call(function, sent, inputs, times, until_lengths_differ, batches), training)


def _argument(given: Given) -> Argument:
    if isinstance(given, np.ndarray):
        return pack(given)
    if isinstance(given, int):
        return Integer(given)
    if isinstance(given, float):
        return Float(given)
    if isinstance(given, list):
        return Integers(tuple(given))
    return given
