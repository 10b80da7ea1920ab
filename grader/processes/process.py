"""The common interface of child processes, however they are started."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.processes.cgroup import ControlGroups
from grader.protocol.wire import Wire
from grader.sandbox.confinement import Confinement


@dataclass(frozen=True)
class Child:
    """A process, the wire to it, and the folder it may write to.

    base_memory: bytes of private memory that it had before it did anything.
    """

    pid: int
    wire: Wire
    folder: Path | None = None
    base_memory: int = 0


class Processes(Protocol):
    """Starts processes that run `main(connection)` of a module, and ends them."""

    folder: Path
    """Contains the folders of all children; removed at the end."""

    groups: ControlGroups | None
    """The control groups in which learners' processes run; None where there are none."""

    def fork(
        self, module: str, confinement: Confinement | None = None, *, warm: bool = False
    ) -> Child:
        """Start a process; raises ProcessError.

        warm: whether it may be the fork of a process that has computed with TensorFlow.
        """

    def warm_up(self) -> None:
        """Prepare what makes later processes start faster; raises ProcessError."""

    def give_up(self) -> None:
        """End at least what has not started yet. Threads that wait for it get a ProcessError."""

    def end(self, child: Child) -> int:
        """Kill a child and all that it started; return its exit code, or minus a signal number."""

    def close(self) -> None:
        """End all children and remove the folder."""
