"""The messages that a learner's process sends while it works."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta

from grader.protocol.models import Model
from grader.protocol.noted import NotedTraining
from grader.protocol.problems import LongText, Problem
from grader.protocol.trials import Trial
from grader.protocol.values import Value


class Return(msgspec.Struct, frozen=True):
    """What one call gave: its value, the models it was passed, and what it printed.

    models: in their state after the call. trial: of the first of them, if the call has batches and
    the model is compiled.
    """

    value: Value
    models: Annotated[tuple[Model, ...], Meta(max_length=10)] = ()
    printed: LongText = ""
    trial: Trial | None = None


class Started(msgspec.Struct, frozen=True, tag="started"):
    """The process is confined and about to run the file. Later failures are the learner's."""


class StatementStarted(msgspec.Struct, frozen=True, tag="statement_started"):
    """The process is about to run this top-level statement."""

    cell: int
    statement: int


class StatementFailed(msgspec.Struct, frozen=True, tag="statement_failed"):
    """A top-level statement raised. The next statement still runs."""

    problem: Problem


class CallStarted(msgspec.Struct, frozen=True, tag="call_started"):
    """The process is about to make this call, given by its index in the job."""

    call: int


class CallReturned(msgspec.Struct, frozen=True, tag="call_returned"):
    """A call returned. A call that is made several times sends this once for each time."""

    call: int
    returned: Return


class CallFailed(msgspec.Struct, frozen=True, tag="call_failed"):
    """A call raised, or its function does not exist. It is not made again."""

    call: int
    problem: Problem


class TrainingNoted(msgspec.Struct, frozen=True, tag="training_noted"):
    """The statement or the call that is being run has trained a model, without much success."""

    training: NotedTraining


class Done(msgspec.Struct, frozen=True, tag="done"):
    """All calls were made."""


Event: TypeAlias = (
    Started
    | StatementStarted
    | StatementFailed
    | CallStarted
    | CallReturned
    | CallFailed
    | TrainingNoted
    | Done
)

_EVENT: Any = Event  # msgspec accepts a union, but its type hints do not.
EVENTS: msgspec.msgpack.Decoder[Event] = msgspec.msgpack.Decoder(_EVENT)
