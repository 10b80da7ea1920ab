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

import gc
import importlib
import os
import socket
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from grader.protocol.wire import Wire, WireClosedError
from grader.sandbox import landlock
from grader.sandbox.cleanup import adopt_orphans, end_process, remove_folder
from grader.sandbox.confine import confine
from grader.sandbox.readable_paths import DEVICES, readable_paths
from grader.sandbox.requests import REQUESTS, Ended, Fork, Forked, Ready


def serve(
    control: socket.socket, preload: Sequence[str], protected: Sequence[Path], folder: str
) -> None:
    """Answer requests until the control socket closes.

    preload: modules that children run, which are imported here once. protected: folders that
    learner code must not read, wherever they are. folder: contains the folders of all children; it
    is removed at the end, since the command may have been killed.
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
    adopt_orphans()
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
                of_child = children.pop(request.pid)
                wire.send(Ended(_end(request.pid, of_child, children)))
    except WireClosedError:
        pass
    finally:
        while children:
            pid, of_child = children.popitem()
            _end(pid, of_child, children)
        remove_folder(folder)


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
    exit_code = end_process(pid, children)
    if folder is not None:  # Only now: what the child had started could still have written to it.
        remove_folder(folder)
    return exit_code


def _assert_single_threaded() -> None:
    tasks = Path("/proc/self/task")
    if tasks.is_dir() and len(list(tasks.iterdir())) != 1:
        raise RuntimeError("importing TensorFlow started a thread; forks of this process may hang")
