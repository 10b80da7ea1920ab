"""What a learner's own `train` costs, without the grader: a program run by benchmarks/sgd.py.

It reads jobs from standard input and writes `Cost`s to standard output. As in the fork server,
TensorFlow is imported once and each job gets a fork; that fork does what the runner would have
done by then, and only the calls of `train` are on the clock.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import subprocess
import sys
import time
from collections.abc import Sequence

import msgspec

from grader.execute.processes import ENVIRONMENT
from grader.sandbox.messages import Job

TASK = "train"

_START = """
import sys
sys.path.extend(sys.argv[1:])
from benchmarks.learner_train import answer
answer()
"""


class Cost(msgspec.Struct, frozen=True):
    """Seconds on the clock and of processor time for each call of train, in order."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]


def costs_of(jobs: Sequence[Job], root: str) -> list[Cost]:
    """Measure these jobs one after another, in a program of its own."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", _START, root],
        input=msgspec.msgpack.encode(jobs),
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"measuring train failed: {done.stderr.decode()[-2000:]}")
    return msgspec.msgpack.decode(done.stdout, type=list[Cost])


def answer() -> None:
    """Answer standard input on standard output."""
    jobs = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=list[Job])
    import keras
    import tensorflow as tf

    _ = (keras.Sequential, keras.layers.Dense, keras.optimizers.Adam, keras.losses.get, tf.Tensor)
    import grader.sandbox.runner  # noqa: F401  so that no fork has to import it

    gc.collect()
    gc.freeze()
    sys.stdout.buffer.write(msgspec.msgpack.encode([_in_a_fork(job) for job in jobs]))


def _in_a_fork(job: Job) -> Cost:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writer, msgspec.msgpack.encode(_cost(job)))
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        content = pipe.read()
    os.waitpid(child, 0)
    return msgspec.msgpack.decode(content, type=Cost)


def _cost(job: Job) -> Cost:
    from grader.sandbox.given import make_argument, seed_everything, seed_numpy
    from grader.sandbox.namespace import run_cells

    gc.disable()
    seed_everything(job.seed)
    wall: list[float] = []
    cpu: list[float] = []
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        module = run_cells(job, lambda _event: None)
        for question in job.questions:
            seed_numpy(job.seed)
            function = module.__dict__[question.call.function]
            arguments = [make_argument(given) for given in question.call.arguments]
            for _ in range(question.call.times):
                start, start_cpu = time.perf_counter(), time.process_time()
                function(*arguments)
                if question.task == TASK:
                    wall.append(time.perf_counter() - start)
                    cpu.append(time.process_time() - start_cpu)
    return Cost(tuple(wall), tuple(cpu))
