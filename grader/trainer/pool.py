"""The trainers of a session: a few processes, shared by all workers."""

from __future__ import annotations

import queue
import threading
from typing import TypeVar

import msgspec

from grader.processes.clock import within
from grader.processes.launcher import Launcher
from grader.processes.process import Child
from grader.protocol.wire import WireError
from grader.trainer.messages import (
    DIAGNOSIS_REPLIES,
    MODEL_REPLIES,
    DiagnosisReply,
    DiagnosisRequest,
    ModelReply,
    ModelRequest,
)

Reply = TypeVar("Reply")

PROCESS = "grader.trainer.process"

_TIMEOUT = 60.0
"""Seconds on the trainer's clock for one request. A cached architecture takes milliseconds, a new
one 0.2 s. No learner code runs there, so a request that takes longer is an internal error."""

_MAX_REQUESTS = 400
"""The number of requests to one trainer. Replacing it bounds the memory that TensorFlow keeps."""

_WORKERS_PER_TRAINER = 4
"""A request takes about a tenth of the time that a learner's process takes, so few are enough."""


class TrainerPool:
    """Sends each request to a free trainer. Thread-safe.

    `warm_up` starts the first trainer, so that it gets ready while the first learner's process is
    still running. Trainers end when the session closes. more: trainers beyond those that the
    workers need, for a diagnosis that no verdict waits for.
    """

    def __init__(self, launcher: Launcher, workers: int, more: int = 0) -> None:
        self._launcher = launcher
        self._idle: queue.LifoQueue[_Trainer | None] = queue.LifoQueue()
        for _ in range(-(-workers // _WORKERS_PER_TRAINER) + more):
            self._idle.put(None)
        self._warming = threading.Lock()
        self._is_warm = False

    def warm_up(self) -> None:
        """Start the first trainer, unless it was started before. Raises ProcessError."""
        with self._warming:
            if not self._is_warm:
                self._is_warm = True
                trainer = self._idle.get()
                try:
                    trainer = _Trainer(self._launcher)
                finally:
                    self._idle.put(trainer)

    def __call__(self, request: ModelRequest) -> ModelReply:
        """Return the reply to one request; it is an internal error if two trainers fail.

        Raises ProcessError if a trainer cannot be started.
        """
        reply = self._ask(request, MODEL_REPLIES)
        return ModelReply(internal_error=reply) if isinstance(reply, str) else reply

    def diagnose(self, request: DiagnosisRequest) -> DiagnosisReply:
        """Return what a trainer finds about a training; as for `__call__`."""
        reply = self._ask(request, DIAGNOSIS_REPLIES)
        return DiagnosisReply(internal_error=reply) if isinstance(reply, str) else reply

    def _ask(self, request: msgspec.Struct, decoder: msgspec.msgpack.Decoder[Reply]) -> Reply | str:
        """Return the reply, or the internal error as text."""
        trainer = self._idle.get()
        internal_error = ""
        try:
            for _ in range(2):
                trainer = trainer or _Trainer(self._launcher)
                try:
                    return trainer.answer(request, decoder)
                except WireError as error:
                    internal_error = f"the trainer failed: {error}"
                    failed, trainer = trainer, None
                    failed.end()
            return internal_error
        finally:
            try:
                if trainer is not None and trainer.answered >= _MAX_REQUESTS:
                    old, trainer = trainer, None
                    old.end()
            finally:
                self._idle.put(trainer)


class _Trainer:
    """One trainer's process, and the number of requests that it has answered."""

    def __init__(self, launcher: Launcher) -> None:
        self._launcher = launcher
        self._child: Child = launcher.start_trainer(PROCESS)
        self.answered = 0

    def answer(self, request: msgspec.Struct, decoder: msgspec.msgpack.Decoder[Reply]) -> Reply:
        self._child.wire.send(request)
        reply = self._child.wire.receive(decoder, within(self._child.pid, _TIMEOUT))
        self.answered += 1
        return reply

    def end(self) -> None:
        self._launcher.end(self._child)
