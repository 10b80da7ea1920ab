"""Runs submissions in one process, without the grader: what their own code costs.

Reads jobs from standard input and prints the processor seconds of each, as JSON. The first job is
run twice, since it pays for what happens once in a process. Only for trusted submissions.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

import msgspec

from grader.processes.environment import ENVIRONMENT, own_paths
from grader.protocol.calls import Call, Job
from grader.records import Submission
from grader.runner.arguments import make_argument
from grader.runner.seeding import seed_random
from grader.runner.statements import run_cells
from grader.sandbox.libraries import set_up_libraries

JOBS = msgspec.msgpack.Decoder(list[Job])


def bare_seconds(jobs: Sequence[Job]) -> list[float]:
    """Return the processor seconds of each job in one new process."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bare"],
        input=msgspec.msgpack.encode([jobs[0], *jobs]),
        env=ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(own_paths())},
        capture_output=True,
        check=True,
    )
    seconds: list[float] = json.loads(done.stdout)
    return seconds[1:]


def job_of(submission: Submission, calls: Sequence[Call]) -> Job:
    """Return the job of a learner's process that makes all calls."""
    return Job(
        module=submission.exercise,
        cells=submission.cells,
        bindings=submission.bindings,
        calls=tuple(calls),
        placeholder=submission.placeholder,
        skip=(),
        seed=submission.process_seed,
    )


def main() -> None:
    """Run the jobs from standard input."""
    set_up_libraries()  # as in a learner's process
    jobs = JOBS.decode(sys.stdin.buffer.read())
    print(json.dumps([_seconds(job) for job in jobs]))


def _seconds(job: Job) -> float:
    gc.collect()
    gc.disable()  # as in a learner's process
    start = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        seed_random(job.seed)
        names = run_cells(job, lambda _event: None).__dict__
        for call in job.calls:
            _make(call, names[call.function])
    took = time.process_time() - start
    gc.enable()
    return took


def _make(call: Call, function: Any) -> None:
    """Make a call as often as the grader does."""
    arguments = [make_argument(argument) for argument in call.arguments]
    lengths = set()
    for _ in range(call.times):
        value = function(*arguments)
        if call.until_lengths_differ:
            lengths.add(len(value))
            if len(lengths) > 1:
                break


if __name__ == "__main__":
    main()
