"""What an exercise is: tasks, what they ask of learner code, and the checks on what came back.

A lesson is a module that builds one `Exercise` named `EXERCISE` from these parts.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.errors import CourseError, GraderError
from grader.records import Measurement
from grader.sandbox.messages import Call, Given, Model, Real, Turn, Value, Whole, Wholes
from grader.sandbox.wire import pack


@dataclass(frozen=True)
class Finding:
    """What a check found: nothing wrong, or one message to the learner."""

    message: str = ""

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.message


RIGHT = Finding()


@dataclass(frozen=True)
class Training:
    """How the trainer is to train a model that came back: the grader's data, steps and optimizer.

    x: shape (rows, inputs). y: shape (rows,). `learning_rate` None is the one the learner chose
    when compiling. `starts` is from how many starting points to try before saying that the model
    does not learn. `falls_to` is the part of the first loss that must be reached to say it does.
    """

    x: np.ndarray[Any, Any]
    y: np.ndarray[Any, Any]
    steps: int = 40
    learning_rate: float | None = 0.05
    starts: int = 3
    falls_to: float = 0.8


@dataclass(frozen=True)
class Ask:
    """One call to learner code, and what to do on our side with a model it gives or changes."""

    call: Call
    training: Training | None = None


class MeasurementError(GraderError):
    """The trainer broke over a model, and a check wants to see what it measured."""


@dataclass(frozen=True)
class Outcome:
    """What a check sees of one ask: the call, what came of it, what the trainer measured."""

    ask: Ask
    turns: tuple[Turn, ...]
    measured: Measurement | None = None

    @property
    def measurement(self) -> Measurement | None:
        """What the trainer measured, None if it could not rebuild; raises MeasurementError."""
        if self.measured is not None and self.measured.fault:
            raise MeasurementError(self.measured.fault)
        return self.measured

    @property
    def value(self) -> Value:
        """What the first call returned."""
        return self.turns[0].value

    @property
    def printed(self) -> str:
        """What the first call printed."""
        return self.turns[0].printed

    @property
    def given(self) -> Model:
        """The model that was the argument, as the first call left it."""
        return self.turns[0].given[0]

    @property
    def function(self) -> str:
        """The name of the learner's function."""
        return self.ask.call.function


Judge = Callable[..., Finding]


@dataclass(frozen=True)
class Check:
    """A function from outcomes to a finding. Its parameters name the asks it looks at.

    `title` is the function's docstring, for the learner. `after` is a check that must pass first.
    """

    name: str
    title: str
    judge: Judge
    points: int
    hints: tuple[str, ...]
    after: Check | None
    asks: tuple[str, ...]


def check(
    *, points: int, hints: tuple[str, ...] = (), after: Check | None = None
) -> Callable[[Judge], Check]:
    """Make a check of a function whose docstring is its title and whose parameters are asks."""

    def wrap(judge: Judge) -> Check:
        title = (inspect.getdoc(judge) or "").strip()
        if not title:
            raise CourseError(f"check {judge.__name__} has no docstring to be its title")
        asks = tuple(inspect.signature(judge).parameters)
        return Check(judge.__name__, title, judge, points, hints, after, asks)

    return wrap


@dataclass(frozen=True)
class Task:
    """One function for the learner to write. `asks` draws its inputs from a random generator."""

    name: str
    asks: Callable[[np.random.Generator], dict[str, Ask]]
    checks: tuple[Check, ...]

    def __post_init__(self) -> None:
        known = set(self.asks(np.random.default_rng(0))) if self.checks else set()
        for number, one in enumerate(self.checks):
            if unknown := set(one.asks) - known:
                raise CourseError(f"{self.name}: check {one.name} looks at {unknown}, not asked")
            if one.after is not None and one.after not in self.checks[:number]:
                raise CourseError(f"{self.name}: check {one.name} must follow {one.after.name}")


@dataclass(frozen=True)
class Exercise:
    """One file of tasks. `name` is the file's name without its ending."""

    name: str
    title: str
    tasks: tuple[Task, ...]

    def task(self, name: str) -> Task:
        """Return the task of this name."""
        return next(task for task in self.tasks if task.name == name)

    def number_of(self, name: str) -> int:
        """Return the position of the task of this name."""
        return [task.name for task in self.tasks].index(name)


Argument = float | int | list[int] | np.ndarray[Any, Any] | Given


def ask(
    function: str,
    *arguments: Argument,
    probe: np.ndarray[Any, Any] | None = None,
    times: int = 1,
    training: Training | None = None,
    until_lengths_differ: bool = False,
) -> Ask:
    """Ask for a call of this function; arrays go over as float32, what Keras itself works with."""
    given = tuple(_given(argument) for argument in arguments)
    inputs = None if probe is None else pack(probe.astype("float32"))
    return Ask(Call(function, given, inputs, times, until_lengths_differ), training)


def _given(argument: Argument) -> Given:
    if isinstance(argument, np.ndarray):
        is_real = np.issubdtype(argument.dtype, np.floating)
        return pack(argument.astype("float32") if is_real else argument)
    if isinstance(argument, int):
        return Whole(argument)
    if isinstance(argument, float):
        return Real(argument)
    if isinstance(argument, list):
        return Wholes(tuple(argument))
    return argument
