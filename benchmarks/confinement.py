"""The cost of confining a learner's process: the same job with and without, in turn."""

from __future__ import annotations

import itertools
import time
from contextlib import closing

from benchmarks.common import Series, at_most, command, console, rounds, table
from grader.processes.fork_server import RUNNER, ForkServer
from grader.processes.isolation import isolate, numbered
from grader.protocol.calls import Cell, Job
from grader.protocol.events import EVENTS, Done
from grader.sandbox.confinement import Confinement
from grader.sandbox.limits import DEFAULT_LIMITS

BUILD = """
import keras
import numpy as np
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
np.asarray(model(np.ones((4, 3), "float32")))
"""

JOBS = {"a file that does nothing": "", "a file that builds a neuron": BUILD}


def main(quick: bool = False) -> int:
    """Print the table."""
    count = 10 if quick else 60
    shown = table(
        f"Confinement, milliseconds a process, {count} rounds",
        *("what", "free", "confined", "cost, median of the rounds", "target"),
    )
    with closing(ForkServer()) as server:
        confinement = isolate(server, "auto", DEFAULT_LIMITS).confinement
        assert confinement is not None
        numbers = itertools.count()
        for name, source in JOBS.items():
            free, confined = rounds(
                count,
                lambda source=source: milliseconds(server, None, source),
                lambda source=source: milliseconds(
                    server, numbered(confinement, server.folder, next(numbers), 60), source
                ),
            )
            pairs = zip(confined.values, free.values, strict=True)
            cost = Series(tuple(with_it - without for with_it, without in pairs))
            shown.add_row(
                name,
                f"{free.median:.1f}",
                f"{confined.median:.1f}",
                f"{cost.median:.1f}",
                at_most(cost.median, 5, " ms"),
            )
    console.print(shown)
    return 0


def milliseconds(server: ForkServer, confinement: Confinement | None, source: str) -> float:
    """Return the milliseconds to fork a process, run a file in it and end it."""
    start = time.perf_counter()
    child = server.fork(RUNNER, confinement)
    child.wire.send(Job("job", (Cell("job.py", 0, 1, source),), (), ()))
    while not isinstance(child.wire.receive(EVENTS), Done):
        pass
    server.end(child)
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    command(__doc__, main)
