"""Shared by the tests: the shipped course, real processes, ways to grade a few lines of source."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from grader.course.course import Course
from grader.course.load import load_course
from grader.live.progress import STATE
from grader.options import Options
from grader.pipeline import run
from grader.processes.collect import collect
from grader.processes.environment import own_paths
from grader.processes.fork_server import ForkServer
from grader.processes.isolation import isolate
from grader.processes.launcher import Launcher
from grader.records import Evidence, Gradebook, Submission
from grader.sandbox.limits import DEFAULT_LIMITS
from grader.session import Session, Settings, can_fork
from grader.submission.archive import Archives
from grader.submission.learners import Found
from grader.submission.listing import file_on_disk
from grader.submission.read import read
from grader.submission.reader import Reader

REPOSITORY = Path(__file__).resolve().parents[1]
SUBMISSIONS = REPOSITORY / "tests" / "submissions"


def default_signals() -> None:
    """Undo in a child what the tests' own parent ignores, as nohup and `&` in scripts do."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the progress of all that tests grade out of the folder of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(STATE, str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    """A function that sets the time zone of this machine until the test ends."""
    with pytest.MonkeyPatch.context() as patch:

        def set_to(name: str) -> None:
            patch.setenv("TZ", name)
            time.tzset()

        yield set_to
    time.tzset()


@pytest.fixture(scope="session")
def course() -> Course:
    """The shipped course."""
    return load_course()


@pytest.fixture(scope="session")
def server() -> Iterator[ForkServer]:
    if not can_fork():
        pytest.skip("this system cannot fork a process that has imported TensorFlow")
    server = ForkServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def launcher(server: ForkServer) -> Iterator[Launcher]:
    """Starts learners' processes with the strongest confinement, none of them warm.

    Otherwise each incident would take two processes. `processes/test_warm.py` tests warm ones.
    """
    isolation = isolate(server, "auto", DEFAULT_LIMITS)
    launcher = Launcher(server, isolation, DEFAULT_LIMITS, warm=False)
    yield launcher
    launcher.close()


@pytest.fixture(scope="session")
def session() -> Iterator[Session]:
    """A session with the default settings, which tests share."""
    with Session(Settings(jobs=2)) as session:
        yield session


def graded(
    paths: Sequence[Path], course: Course, settings: Settings | None = None, **options: object
) -> Gradebook:
    """Grade these paths in a new session."""
    with Session(settings) as session:
        return run(paths, course, session, Options(**options))


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """A reader process that all tests share."""
    with Reader(own_paths()) as reader:
        yield reader


@pytest.fixture
def read_source(tmp_path: Path, course: Course, reader: Reader) -> Callable[..., Submission]:
    """Read source text as a submission: read_source("relu = abs", "02_deep_network")."""

    def read_it(source: str, exercise: str, suffix: str = ".py") -> Submission:
        path = tmp_path / f"{exercise}{suffix}"
        path.write_text(source, encoding="utf-8")
        found = Found(file_on_disk(path), tmp_path.name, exercise, tmp_path)
        with Archives() as archives:
            return read(found, course.exercise(exercise), archives, reader, (), course.placeholder)

    return read_it


@pytest.fixture
def evidence_of(
    launcher: Launcher, course: Course, read_source: Callable[..., Submission]
) -> Callable[..., Evidence]:
    """Run source in a real learner's process and return the evidence."""

    def run_it(source: str, exercise: str, *tasks: str, timeout: float = 20.0) -> Evidence:
        submission = read_source(source, exercise)
        questions = {name: course.exercise(exercise).questions(name, seed=7) for name in tasks}
        return collect(launcher, submission, questions, timeout)

    return run_it
