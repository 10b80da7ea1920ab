"""Makes the calls of a task in the kernel, as a learner's process makes them.

This is the one place that imports the runner: in a kernel we are beside learner code already.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from grader.errors import UsageError
from grader.live.notebook.unchanged import unchanged
from grader.protocol.calls import Call, Cell
from grader.protocol.events import CallFailed, CallReturned, CallStarted, Done
from grader.protocol.problems import Problem
from grader.protocol.wire import encoded

_POLL = 0.05
_TIME_TO_STOP = 3.0
"""Seconds in which an interrupted call must end. Code in C, such as a long sleep, does not."""


class StoppedError(KeyboardInterrupt):
    """The learner interrupted a call. The message says where it was."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback."""
        return [str(self)]


@dataclass
class _Work:
    """The calls of one task, made in a thread of their own.

    sent: the messages that a learner's process would send. failed: an exception of ours. is_over:
    set at the end; a thread that an interrupted `join` waited for counts as ended too early.
    """

    function: Any
    calls: Sequence[Call]
    seed: int
    cells: Mapping[str, Cell]
    sent: list[bytes] = field(default_factory=list)
    at: str = ""
    problem: Problem | None = None
    failed: BaseException | None = None
    is_stopped: bool = False
    is_over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Make the calls; raises nothing."""
        try:
            from grader.runner.main import make_call

            _require_tensorflow()
            for number, call in enumerate(self.calls):
                if self.is_stopped:
                    return
                self.at = call.function
                self.send(CallStarted(number))
                make_call(number, call, self.function, self.seed, self.cells, self.send)
            self.send(Done())
        except BaseException as error:  # noqa: BLE001  raised in the thread that waits
            self.failed = error
        finally:
            self.is_over.set()

    def send(self, message: msgspec.Struct) -> None:
        """Keep a message; raises WireTooLargeError."""
        self.sent.append(encoded(message))
        if isinstance(message, CallFailed):
            self.problem = message.problem
        elif isinstance(message, CallReturned):
            self.problem = None


def make_calls(
    names: Mapping[str, Any],
    function: Any,
    calls: Sequence[Call],
    seed: int,
    cells: Mapping[str, Cell],
) -> tuple[bytes, ...]:
    """Make these calls, and return the messages that a learner's process would send.

    names: the kernel's, which is then as it was before. cells: where exceptions may come from.
    There is no time limit. Raises StoppedError if the learner interrupts the kernel.
    """
    work = _Work(function, calls, seed, cells)
    policy = sys.modules["keras"].config.dtype_policy() if "keras" in sys.modules else None
    thread = threading.Thread(target=_with_policy, args=(policy, work), daemon=True)
    with unchanged(names):
        try:
            thread.start()
            while not work.is_over.wait(_POLL):
                pass
        except KeyboardInterrupt:
            raise _stopped(thread, work) from None
    if work.failed is not None:
        raise work.failed
    return tuple(work.sent)


def _with_policy(policy: Any, work: _Work) -> None:
    """Work with the learner's dtype policy, which Keras keeps for each thread."""
    if policy is not None:
        sys.modules["keras"].config.set_dtype_policy(policy)
    work.run()


def _stopped(thread: threading.Thread, work: _Work) -> StoppedError:
    """Stop the thread; return the exception that says where it was."""
    work.is_stopped = True
    # Python raises it in the thread before its next instruction.
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread.ident or 0), ctypes.py_object(KeyboardInterrupt)
    )
    with contextlib.suppress(KeyboardInterrupt):
        work.is_over.wait(_TIME_TO_STOP)
    if not work.is_over.is_set():
        return StoppedError(
            f"{work.at} does not stop. It keeps running in the background until the kernel is "
            "restarted."
        )
    problem = work.problem
    if problem is None or not problem.line:
        return StoppedError(f"Interrupted while {work.at} was running.")
    cell = f"[{problem.cell}], " if problem.cell else ""
    place = f"cell {cell}line {problem.line}" if cell else f"{problem.file}, line {problem.line}"
    return StoppedError(f"Interrupted while {work.at} was running: {place}: {problem.source}")


def _require_tensorflow() -> None:
    import keras

    if keras.backend.backend() != "tensorflow":
        raise UsageError(f"Keras uses {keras.backend.backend()} here. Expected TensorFlow.")
