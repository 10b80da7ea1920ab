"""Runs one job: runs the learner's file, makes the calls and sends what they return.

It knows no expected results and judges nothing. Learner code can change anything in this process,
but that affects only its own evidence.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias

from grader.protocol.calls import JOBS, Call, Cell
from grader.protocol.events import (
    CallFailed,
    CallReturned,
    CallStarted,
    Done,
    Return,
    Started,
    TrainingNoted,
)
from grader.protocol.problems import Problem
from grader.protocol.repetition import is_made_again
from grader.protocol.values import Items, Other
from grader.protocol.wire import Wire, WireError, WireTooLargeError
from grader.runner.arguments import make_argument
from grader.runner.describe_model import describe_model
from grader.runner.describe_value import describe_value
from grader.runner.eager_steps import try_compiled
from grader.runner.output import Output
from grader.runner.seeding import seed_random
from grader.runner.statements import problem_of, run_cells
from grader.runner.trainings import Trainings

Send: TypeAlias = Callable[[CallReturned | CallFailed], None]
"""Sends a message; raises WireError."""


def main(connection: socket.socket) -> None:
    """Run one job and exit. The other side does not trust the messages or the exit code."""
    wire = Wire(connection)
    job = wire.receive(JOBS)
    wire.send(Started())
    gc.disable()  # The process is short-lived, and its pages are shared.
    seed_random(job.seed)
    sys.stdout = sys.stderr = Output()
    trainings = Trainings(job.cells)
    trainings.watch()
    send_noted = partial(_send_noted, wire, trainings)
    module = run_cells(job, wire.send, send_noted)
    cells = {cell.name: cell for cell in job.cells}
    for number, call in enumerate(job.calls):
        wire.send(CallStarted(number))
        function = module.__dict__.get(call.function)
        # What a single call gave is sent with the start of the next call. If a call is made again,
        # that may hang, and what came before it must have been sent.
        send = wire.send if call.times > 1 else wire.hold
        make_call(number, call, function, job.seed, cells, send, send_noted)
    wire.send(Done())
    # A plain return would run the learner's exit handlers and wait for the learner's threads.
    os._exit(0)


def _send_noted(wire: Wire, trainings: Trainings) -> None:
    """Send the trainings that were noted since the last time."""
    for training in trainings.take():
        wire.send(TrainingNoted(training))


def make_call(
    number: int,
    call: Call,
    function: Any,
    seed: int,
    cells: Mapping[str, Cell],
    send: Send,
    send_noted: Callable[[], None] = lambda: None,
) -> None:
    """Make one call as often as asked for, and send what each time gives.

    function: None if it is not defined. cells: as in `problem_of`. send_noted: called before each
    message. Raises what `send` raises.
    """
    seed_random(seed)
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    if function is None:
        send(CallFailed(number, Problem("undefined")))
        return
    try:
        for returned in _returns(function, call, seed, lambda error: problem_of(error, cells)):
            send_noted()
            _send(send, number, returned)
    except WireError:
        raise
    except BaseException as error:  # noqa: BLE001  sys.exit() in a function is a problem, too
        send_noted()
        send(CallFailed(number, problem_of(error, cells)))


def _returns(
    function: Any, call: Call, seed: int, problem_of: Callable[[BaseException], Problem]
) -> Iterator[Return]:
    import keras

    arguments = [make_argument(argument) for argument in call.arguments]
    models = [argument for argument in arguments if isinstance(argument, keras.Model)]
    made: list[Return] = []
    while is_made_again(call, made):
        if models:
            # Every call that is passed a model starts from the same random state. A number of
            # epochs that is drawn at random is then the same in each call, like a fixed number.
            seed_random(seed)
        sys.stdout = sys.stderr = output = Output()
        value = function(*arguments)
        described = [describe_model(model, call.probe, is_argument=True) for model in models]
        if described and any(value is argument for argument in arguments):
            returned: Any = described[0]
        else:
            returned = describe_value(value, call.probe)
        printed = output.text()
        # The trial changes weights, so it follows every description.
        tried = (
            try_compiled(models[0], call.batches, problem_of) if models and call.batches else None
        )
        made.append(Return(returned, tuple(described), printed, tried))
        yield made[-1]


def _send(send: Send, number: int, returned: Return) -> None:
    """Send what a call gave; of a value that is too large to send, only its type."""
    try:
        send(CallReturned(number, returned))
    except WireTooLargeError:
        value = returned.value
        kind = value.container if isinstance(value, Items) else "value"
        other = Other(f"{kind} of more than 8 MB")
        send(CallReturned(number, Return(other, returned.models, trial=returned.trial)))
