"""The fork server: imports TensorFlow once, then forks a process for every job.

It computes nothing: once a process has run a single TensorFlow operation its forks hang. It runs
no learner code either; that happens in the forks. Written by hand rather than on the standard
library's `multiprocessing` fork server because that one hands its own descriptors and arguments to
the child by pickle, re-imports the main module there, and knows no exit status for a grandchild.

Protocol, on the control socket: `Fork` followed by one byte carrying the child's end of a stream
socket pair, answered by `Forked`; `End`, which kills the child with its whole session and is
answered by `Ended`. A child is reaped only then, so its pid stays its own until we are told.
When the control socket closes, every child is killed and the server leaves.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
from pathlib import Path
from typing import NoReturn, TypeAlias

import msgspec

from grader.sandbox.wire import Wire, WireClosedError

READY_TIMEOUT = 180.0
"""Seconds that importing TensorFlow may take; minutes on a cold network disk."""


class Fork(msgspec.Struct, frozen=True, tag="fork"):
    """Fork a process that calls `main(connection)` of this module."""

    module: str


class End(msgspec.Struct, frozen=True, tag="end"):
    """Kill this child and its session, and say how it had ended."""

    pid: int


Request: TypeAlias = Fork | End


class Ready(msgspec.Struct, frozen=True):
    """TensorFlow is imported."""


class Forked(msgspec.Struct, frozen=True):
    """The child's process id."""

    pid: int


class Ended(msgspec.Struct, frozen=True):
    """How the child ended: its exit code, or minus the signal's number."""

    exit_code: int


def serve(control: socket.socket) -> None:
    """Answer requests until the control socket closes."""
    import keras
    import tensorflow as tf

    # Keras and TensorFlow load parts of themselves at first use; here that is paid once.
    _ = (keras.Sequential, keras.layers.Dense, keras.optimizers.Adam, keras.losses.get, tf.Tensor)
    importlib.import_module("grader.sandbox.runner")
    _assert_single_threaded()
    gc.collect()
    gc.freeze()  # Without it the collector touches, and so copies, every page in every child.
    wire = Wire(control)
    wire.send(Ready())
    children: set[int] = set()
    try:
        while True:
            request: Request = wire.receive(Request)
            if isinstance(request, Fork):
                wire.send(Forked(_fork(request.module, control, children)))
            elif request.pid in children:
                children.discard(request.pid)
                wire.send(Ended(_end(request.pid)))
    except WireClosedError:
        pass
    finally:
        for pid in children:
            _end(pid)


def _fork(module: str, control: socket.socket, children: set[int]) -> int:
    _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    (descriptor,) = descriptors
    pid = os.fork()
    if pid == 0:
        control.close()
        _be_child(module, descriptor)
    os.close(descriptor)
    children.add(pid)
    return pid


def _be_child(module: str, descriptor: int) -> NoReturn:
    exit_code = 70
    try:
        os.setsid()
        connection = socket.socket(fileno=descriptor)
        importlib.import_module(module).main(connection)
        exit_code = 0
    finally:
        os._exit(exit_code)


def _end(pid: int) -> int:
    # The child leads its own session and process group; what it started may still be in there.
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _assert_single_threaded() -> None:
    tasks = Path("/proc/self/task")
    if tasks.is_dir() and len(list(tasks.iterdir())) != 1:
        raise RuntimeError("importing TensorFlow started a thread; forks of this process may hang")
