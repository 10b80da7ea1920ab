"""What all processes of one submission together may cost: time, bytes and nodes of messages."""

from __future__ import annotations

from grader.protocol.events import CallReturned, Event
from grader.protocol.values import Items, Value
from grader.protocol.wire import MAX_FRAME, WireError

MAX_BYTES = 32 * 1024 * 1024
"""Bytes of messages. The shipped exercises take less than 1 MB; large layers take 2.4 MB a call."""

MAX_NODES = 50_000
"""Lists, tuples and their items that do not form an array."""


class Budget:
    """What is left of the time, bytes and nodes of one submission.

    total: the seconds that it may take on the clocks of its processes, one after another. seconds:
    what is left of them.
    """

    def __init__(self, total: float) -> None:
        self.total = total
        self.seconds = total
        self._bytes = MAX_BYTES
        self._nodes = MAX_NODES

    @property
    def frame(self) -> int:
        """The maximum size in bytes of the next message."""
        return min(MAX_FRAME, self._bytes)

    def take(self, size: int, event: Event) -> None:
        """Take off a message of this size; raises WireError if it has too many nodes."""
        self._bytes -= size
        if isinstance(event, CallReturned):
            self._nodes -= _nodes(event.returned.value)
            if self._nodes < 0:
                raise WireError("more lists than anyone needs")


def total_seconds(timeout: float, tasks: int) -> float:
    """Return the time limit of a submission: one timeout for each task, and two for loading."""
    return timeout * (2 + tasks)


def task_seconds(timeout: float) -> float:
    """Return the time limit of all calls of a task: so one slow task leaves time for the others."""
    return 3 * timeout


def _nodes(value: Value) -> int:
    count, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Items):
            count += len(one.items)
            waiting.extend(one.items)
    return count
