"""Runs one process under a supervisor, which ends it together with all that it started.

With isolation off, learner code may start processes in sessions of their own. They outlive a kill
of the process group, but their new parent is the supervisor, which ends them.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

from grader.sandbox.cleanup import adopt_orphans, end_process
from grader.sandbox.confine import MAX_DESCRIPTOR, die_first

_PR_SET_PDEATHSIG = 1


def supervise(connection: int) -> None:
    """Fork. Returns in the child only; the parent becomes its supervisor.

    connection: the only descriptor that the child keeps besides the standard streams.

    The supervisor prints the child's process id and waits until its standard input closes, which
    also happens when the command is killed. It then ends the child and all that the child has left
    behind, prints the exit code (or minus a signal number), and exits. The child is not reaped
    earlier, so no other process gets its id.
    """
    adopt_orphans()
    supervisor = os.getpid()
    pid = os.fork()
    if pid == 0:
        _be_child(supervisor, connection)
        return
    os.close(connection)  # So that the command sees when the child closes it.
    os.write(1, b"%d\n" % pid)
    while os.read(0, 1):
        pass
    os.write(1, b"%d\n" % end_process(pid))
    os._exit(0)


def _be_child(supervisor: int, connection: int) -> None:
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != supervisor:  # It ended before the signal was asked for.
            os._exit(1)
        die_first(1000)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # These are the supervisor's: its pipes from and to the command, the lock of the run's folder.
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    os.closerange(3, connection)
    os.closerange(connection + 1, MAX_DESCRIPTOR)
