"""The fork server's own process: imports TensorFlow once, then forks a process for every job.

It computes nothing, since the forks of a process that has run a TensorFlow operation hang. It runs
no learner code either; the forks do. The standard library's `multiprocessing` fork server is not
suitable: it passes its own descriptors and arguments to the child by pickle, imports the main
module again there, and cannot report how a grandchild ended.

Requests come over the control socket. `Fork` is followed by one byte that carries the child's end
of a stream socket pair; the reply is `Forked`. `End` kills the child with its process group; the
reply is `Ended`. A child is reaped only then, so that no other process gets its pid earlier. When
the control socket closes, the server kills every child and exits.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import signal
import socket
import subprocess
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from grader.protocol.wire import Wire, WireClosedError
from grader.sandbox import landlock
from grader.sandbox.confine import confine
from grader.sandbox.readable_paths import DEVICES, readable_paths
from grader.sandbox.requests import REQUESTS, Ended, Fork, Forked, Ready

_PR_SET_CHILD_SUBREAPER = 36


def serve(control: socket.socket, preload: Sequence[str], protected: Sequence[Path]) -> None:
    """Answer requests until the control socket closes.

    preload: modules that children run, which are imported here once. protected: folders that
    learner code must not read, wherever they are.
    """
    import keras
    import numpy as np
    import tensorflow as tf

    # NumPy, Keras and TensorFlow load parts of themselves at first use. Loading them once here
    # saves time in every child; numpy.random alone takes 13 ms.
    _ = (np.random.Generator, keras.Sequential, keras.optimizers.Adam, keras.losses.get, tf.Tensor)
    for module in preload:
        importlib.import_module(module)
    _assert_single_threaded()
    _adopt_orphans()
    gc.collect()
    gc.freeze()  # Otherwise collection would write to, and so copy, every page in every child.
    opened = [landlock.open_rule(path, landlock.READ) for path in readable_paths(protected)]
    opened += [landlock.open_rule(path, landlock.USE) for path in DEVICES]
    rules = [rule for rule in opened if rule is not None]
    wire = Wire(control)
    wire.send(Ready())
    children: dict[int, str | None] = {}
    try:
        while True:
            request = wire.receive(REQUESTS)
            if isinstance(request, Fork):
                pid = _fork(request, control, rules)
                if pid:
                    children[pid] = request.confinement.folder if request.confinement else None
                wire.send(Forked(pid))
            elif request.pid in children:
                folder = children.pop(request.pid)
                wire.send(Ended(_end(request.pid, folder, children)))
    except WireClosedError:
        pass
    finally:
        while children:
            pid, folder = children.popitem()
            _end(pid, folder, children)


def _fork(request: Fork, control: socket.socket, rules: list[tuple[int, int]]) -> int:
    _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    (descriptor,) = descriptors
    try:
        pid = os.fork()
    except OSError:  # Too many processes at present: only this submission fails, not the run.
        os.close(descriptor)
        return 0
    if pid == 0:
        control.close()
        _be_child(request, descriptor, rules)
    os.close(descriptor)
    return pid


def _be_child(request: Fork, descriptor: int, rules: list[tuple[int, int]]) -> NoReturn:
    exit_code = 70
    try:
        os.setsid()
        connection = socket.socket(fileno=descriptor)
        module = importlib.import_module(request.module)
        if request.confinement is not None:
            confine(request.confinement, rules, keep=descriptor)
        module.main(connection)
        exit_code = 0
    except BaseException:  # noqa: BLE001  printed to help debug a child that does not start
        traceback.print_exc()
    finally:
        os._exit(exit_code)


def _end(pid: int, folder: str | None, children: Mapping[int, str | None]) -> int:
    # The child leads its own process group, which may contain processes that it started.
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    _end_strays(children)  # Before the folder is removed, since they could still write to it.
    if folder is not None:
        _remove(folder)
    return os.waitstatus_to_exitcode(status)


def _adopt_orphans() -> None:
    """Become the parent of processes that a child leaves behind, even in their own session."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def _end_strays(children: Mapping[int, str | None]) -> None:
    """Kill and reap adopted processes until none is left, since each may have started others."""
    while strays := [pid for pid in _own_children() if pid not in children]:
        for pid in strays:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in strays:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _own_children() -> list[int]:
    try:
        return [int(pid) for pid in Path("/proc/thread-self/children").read_text().split()]
    except OSError:  # A kernel without this file. The process group was killed anyway.
        return []


def _remove(folder: str) -> None:
    """Remove a learner's folder with all its contents; raises nothing.

    It is nearly always empty. Otherwise `chmod` gives access to folders without permissions, and
    `rm` removes folders of any depth.
    """
    with contextlib.suppress(OSError):
        os.rmdir(folder)  # noqa: PTH106  the path is a string
        return
    for command in (["chmod", "-R", "u+rwX", folder], ["rm", "-rf", folder]):
        with contextlib.suppress(OSError):
            subprocess.run(command, check=False, stderr=subprocess.DEVNULL)  # noqa: S603


def _assert_single_threaded() -> None:
    tasks = Path("/proc/self/task")
    if tasks.is_dir() and len(list(tasks.iterdir())) != 1:
        raise RuntimeError("importing TensorFlow started a thread; forks of this process may hang")
