"""The fork server's own process: imports TensorFlow once, then forks a process for every job.

It computes nothing, since a `tf.function` hangs in the forks of a process that has computed with
TensorFlow. It can fork a second server, the warm one, which has computed: single operations are
faster in the forks of that one. Neither runs learner code; the forks do. The standard library's
`multiprocessing` fork server is not suitable: it passes its own descriptors and arguments to the
child by pickle, imports the main module again there, and cannot report how a grandchild ended.

Requests come over the control socket. `Fork` is followed by one byte that carries the child's end
of a stream socket pair; the reply is `Forked`. `WarmServer` likewise brings the control socket of a
warm server. `End` kills the child with its process group; the reply is `Ended`. A child is reaped
only then, so that no other process gets its pid earlier. When the control socket closes, the server
kills every child and exits.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import socket
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from grader.protocol.wire import Wire, WireClosedError
from grader.sandbox import landlock
from grader.sandbox.cleanup import adopt_orphans, end_process, remove_folder
from grader.sandbox.confine import confine
from grader.sandbox.libraries import prepare, set_up_libraries, warm_up
from grader.sandbox.readable_paths import DEVICES, readable_paths
from grader.sandbox.requests import REQUESTS, Ended, Fork, Forked, Ready, Request, WarmServer


def serve(
    control: socket.socket, preload: Sequence[str], protected: Sequence[Path], folder: str
) -> None:
    """Answer requests until the control socket closes.

    preload: modules that children run, which are imported here once. protected: folders that
    learner code must not read, wherever they are. folder: contains the folders of all children; it
    is removed at the end, since the command may have been killed.
    """
    set_up_libraries()
    for module in preload:
        importlib.import_module(module)
    _assert_single_threaded()
    opened = [landlock.open_rule(path, landlock.READ) for path in readable_paths(protected)]
    opened += [landlock.open_rule(path, landlock.USE) for path in DEVICES]
    rules = [rule for rule in opened if rule is not None]
    try:
        _Server(control, rules).answer()
    finally:
        remove_folder(folder)


class _Server:
    """Answers the requests from one control socket.

    rules: the opened files that learner code may read or use. preparations: what to do, step by
    step, while no request is waiting.
    """

    def __init__(
        self,
        control: socket.socket,
        rules: list[tuple[int, int]],
        preparations: Iterable[None] = (),
    ) -> None:
        self._control = control
        self._wire = Wire(control)
        self._rules = rules
        self._preparations = iter(preparations)
        self._children: dict[int, str | None] = {}  # their folders, by process id

    def answer(self) -> None:
        """Answer requests until the control socket closes, and end all children then."""
        adopt_orphans()
        gc.collect()
        gc.freeze()  # Otherwise collection would write to, and so copy, every page in every child.
        self._wire.send(Ready())
        try:
            while True:
                self._prepare()
                self._reply(self._wire.receive(REQUESTS))
        except WireClosedError:
            pass
        finally:
            while self._children:
                self._end(next(iter(self._children)))

    def _prepare(self) -> None:
        """Prepare for later children, until a request arrives."""
        requests = select.poll()
        requests.register(self._control, select.POLLIN)
        for _ in self._preparations:
            if requests.poll(0):
                return

    def _reply(self, request: Request) -> None:
        if isinstance(request, Fork):
            folder = request.confinement.folder if request.confinement else None
            pid = self._fork(lambda descriptor: _run_job(request, descriptor, self._rules))
            if pid:
                self._children[pid] = folder
            self._wire.send(Forked(pid))
        elif isinstance(request, WarmServer):
            pid = self._fork(lambda descriptor: _serve_warm(descriptor, self._rules))
            if pid:
                self._children[pid] = None
            self._wire.send(Forked(pid))
        elif request.pid in self._children:
            self._wire.send(Ended(self._end(request.pid)))

    def _fork(self, be_child: Callable[[int], None]) -> int:
        """Fork a process that gets the descriptor which follows the request; 0 if that fails."""
        _, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        (descriptor,) = descriptors
        try:
            pid = os.fork()
        except OSError:  # Too many processes at present: only this submission fails, not the run.
            os.close(descriptor)
            return 0
        if pid == 0:
            self._control.close()
            _exit_after(be_child, descriptor)
        os.close(descriptor)
        return pid

    def _end(self, pid: int) -> int:
        folder = self._children.pop(pid)
        exit_code = end_process(pid, self._children)
        if folder is not None:  # Only now: what the child had started could still have written.
            remove_folder(folder)
        return exit_code


def _exit_after(be_child: Callable[[int], None], descriptor: int) -> NoReturn:
    exit_code = 70
    try:
        os.setsid()
        be_child(descriptor)
        exit_code = 0
    except BaseException:  # noqa: BLE001  printed to help debug a child that does not start
        traceback.print_exc()
    finally:
        os._exit(exit_code)


def _run_job(request: Fork, descriptor: int, rules: list[tuple[int, int]]) -> None:
    connection = socket.socket(fileno=descriptor)
    module = importlib.import_module(request.module)
    if request.confinement is not None:
        confine(request.confinement, rules, keep=descriptor)
    module.main(connection)


def _serve_warm(descriptor: int, rules: list[tuple[int, int]]) -> None:
    warm_up()
    _Server(socket.socket(fileno=descriptor), rules, prepare()).answer()


def _assert_single_threaded() -> None:
    tasks = Path("/proc/self/task")
    if tasks.is_dir() and len(list(tasks.iterdir())) != 1:
        raise RuntimeError("importing TensorFlow started a thread; forks of this process may hang")
