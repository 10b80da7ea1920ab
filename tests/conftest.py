"""What tests share: one real fork server, and a way to grade a few lines of source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from grader.course.find import load_exercise
from grader.execute.collect import collect
from grader.execute.fork_server import ForkServer
from grader.execute.isolation import isolate
from grader.execute.jobs import Jobs
from grader.records import Evidence, Submission
from grader.sandbox.confinement import DEFAULT_LIMITS
from grader.submission.archive import Archives
from grader.submission.learners import Found
from grader.submission.read import read
from grader.submission.tree import file_on_disk

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def server() -> Iterator[ForkServer]:
    with ForkServer() as server:
        yield server


@pytest.fixture(scope="session")
def jobs(server: ForkServer) -> Iterator[Jobs]:
    """Start learners' processes as a run does, under all the confinement there is."""
    jobs = Jobs(server, isolate(server, "auto", DEFAULT_LIMITS), DEFAULT_LIMITS)
    yield jobs
    jobs.close()


@pytest.fixture
def read_source(tmp_path: Path) -> Callable[..., Submission]:
    """Read source text as a submission: read_source("relu = abs", "02_deep_network")."""

    def read_it(source: str, exercise: str, suffix: str = ".py") -> Submission:
        path = tmp_path / f"{exercise}{suffix}"
        path.write_text(source, encoding="utf-8")
        names = [task.name for task in load_exercise(exercise).tasks]
        found = Found(file_on_disk(path), tmp_path.name, exercise, tmp_path)
        return read(found, names, Archives())

    return read_it


@pytest.fixture
def evidence_of(jobs: Jobs, read_source: Callable[..., Submission]) -> Callable[..., Evidence]:
    """Run source for real and return what came out of the learner's process."""

    def run(source: str, exercise: str, *tasks: str, timeout: float = 20.0) -> Evidence:
        submission = read_source(source, exercise)
        lesson = load_exercise(exercise)
        asks = {name: lesson.task(name).asks(np.random.default_rng(7)) for name in tasks}
        return collect(jobs, submission, asks, timeout)

    return run
