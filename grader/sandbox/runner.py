"""The process beside learner code: runs the file, puts the questions, sends what came back.

It knows no expected answer and judges nothing. Learner code can do to this process what it likes;
it changes only its own evidence.
"""

from __future__ import annotations

import gc
import io
import os
import socket
import sys
import warnings
from typing import Any

import numpy as np

from grader.plain_text import plain
from grader.sandbox.describe import describe
from grader.sandbox.describe_model import describe_model
from grader.sandbox.given import make_argument, seed_everything, seed_numpy
from grader.sandbox.messages import (
    Answered,
    Asking,
    Call,
    Done,
    Job,
    Started,
    Turn,
    Unanswered,
)
from grader.sandbox.namespace import problem_of, run_cells
from grader.sandbox.wire import Wire

_MAX_PRINTED = 2_000


def main(connection: socket.socket) -> None:
    """Do one job and leave. Cleanly or not: the other side trusts neither."""
    wire = Wire(connection)
    job: Job = wire.receive(Job)
    wire.send(Started())
    gc.disable()  # The process is short-lived, and its pages are shared.
    seed_everything(job.seed)
    sys.stdout = sys.stderr = _Printed()
    module = run_cells(job, wire.send)
    for number, question in enumerate(job.questions):
        wire.send(Asking(number))
        seed_numpy(job.seed)
        warnings.resetwarnings()
        warnings.simplefilter("ignore")
        function = module.__dict__.get(question.call.function)
        try:
            turns = _call(function, question.call, job.seed)
        except BaseException as error:  # noqa: BLE001  sys.exit() in a function is its own answer
            wire.send(Unanswered(number, problem_of(error, job)))
        else:
            wire.send(Answered(number, turns))
    wire.send(Done())
    # Not a plain return: exit handlers and threads of the learner's would still run.
    os._exit(0)


def _call(function: Any, call: Call, seed: int) -> tuple[Turn, ...]:
    import keras

    if function is None:
        raise _NoSuchFunctionError(call.function)
    arguments = [make_argument(given) for given in call.arguments]
    models = [argument for argument in arguments if isinstance(argument, keras.Model)]
    turns, lengths = [], set()
    for _ in range(call.times):
        if models:
            # What a call does to a model may follow from the model alone: a number of epochs that
            # chance draws is then the same in every call, like any other fixed number.
            seed_numpy(seed)
        sys.stdout = sys.stderr = printed = _Printed()
        value = function(*arguments)
        given = [describe_model(model, call.probe, is_given=True) for model in models]
        if given and any(value is argument for argument in arguments):
            returned: Any = given[0]
        else:
            returned = describe(value, call.probe)
        turns.append(Turn(returned, tuple(given), printed.text()))
        if call.until_lengths_differ:
            lengths.add(_length(value))
            if len(lengths) > 1:
                break
    return tuple(turns)


def _length(value: Any) -> int:
    if isinstance(value, (list, tuple)):
        return len(value)
    return len(value) if isinstance(value, np.ndarray) and value.ndim else 0


class _NoSuchFunctionError(Exception):
    """The file never got as far as giving this name a meaning."""


class _Printed(io.TextIOBase):
    """Keeps the beginning of what was printed, and counts on nobody printing little."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = _MAX_PRINTED

    def write(self, text: str) -> int:
        if self._room > 0:
            self._parts.append(text[: self._room])
            self._room -= len(text)
        return len(text)

    def writable(self) -> bool:
        return True

    def text(self) -> str:
        return plain("".join(self._parts))
