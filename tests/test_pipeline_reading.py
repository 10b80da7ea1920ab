"""Reading a class, end to end: no file harms the others, nor the command."""

import io
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import psutil
import pytest

from grader.commands.grade import exit_code
from grader.pipeline import run
from grader.processes.environment import own_paths
from grader.records import ExerciseResult, Gradebook, LearnerResult, Status
from grader.report.json_file import to_json
from grader.report.presenter import present
from grader.session import Session, Settings
from grader.submission.limits import HAS_CLOCK, ReadingLimits
from grader.submission.reader import Reader
from tests.conftest import REPOSITORY, default_signals

DEEP = "02_deep_network.py"
# Takes a tenth of a second to parse and more, on any machine.
SLOW = b"a\n" * 99_000


@pytest.fixture
def classroom(tmp_path):
    """Two learners with untouched stubs, which reading alone decides."""
    for learner in ("ada", "zoe"):
        (tmp_path / learner).mkdir()
        shutil.copy(REPOSITORY / "exercises" / DEEP, tmp_path / learner)
    return tmp_path


def add(classroom: Path, learner: str, content: bytes, name: str = DEEP) -> None:
    (classroom / learner).mkdir()
    (classroom / learner / name).write_bytes(content)


def graded(classroom: Path, course, reader: Reader) -> Gradebook:
    with Session(Settings(jobs=1, reader=reader)) as session:
        return run([classroom], course, session)


def of(book: Gradebook, learner: str) -> LearnerResult:
    (found,) = [one for one in book.learners if one.learner == learner]
    return found


def handed_in(result: LearnerResult) -> list[ExerciseResult]:
    return [exercise for exercise in result.exercises if exercise.file]


def messages(result: LearnerResult) -> set[str]:
    tasks = [task for exercise in handed_in(result) for task in exercise.tasks]
    return {check.message for task in tasks for check in task.checks}


@pytest.mark.skipif(not HAS_CLOCK, reason="this system ends no process by its time")
def test_a_file_that_kills_the_reader_changes_nothing_for_the_others(classroom, course):
    without = graded(classroom, course, Reader(own_paths()))
    add(classroom, "bob", SLOW)
    book = graded(classroom, course, Reader(own_paths(), ReadingLimits(seconds=0.03)))
    (message,) = messages(of(book, "bob"))
    assert message == "reading this file takes more than 0.03 seconds of processor time."
    others = Gradebook(tuple(one for one in book.learners if one.learner != "bob"), book.notes)
    assert to_json(present(others, 9)) == to_json(present(without, 9))


def test_a_reader_that_fails_costs_nobody_a_point(classroom, course, tmp_path_factory):
    broken = tmp_path_factory.mktemp("broken")
    (broken / "grader").mkdir()
    (broken / "grader" / "__init__.py").write_text("raise ImportError('half of it is gone')\n")
    book = graded(classroom, course, Reader([str(broken)]))
    for result in book.learners:
        assert [(one.score, one.max_score) for one in handed_in(result)] == [(0, 0)]
        statuses = {task.status for one in handed_in(result) for task in one.tasks}
        assert statuses == {Status.INTERNAL_ERROR}
        assert any("half of it is gone" in message for message in messages(result))
    assert exit_code(book) == 3


PEAK = """
import resource, sys
from pathlib import Path
from grader.course.load import load_course
from grader.pipeline import run
from grader.session import Session
with Session() as session:
    book = run([Path(sys.argv[1])], load_course(), session)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(*(one.learner for one in book.learners))
"""


def peak(classroom: Path) -> tuple[int, str]:
    """Return the most memory that the command took, in kilobytes, and the learners."""
    command = [sys.executable, "-c", PEAK, str(classroom)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    kilobytes, learners = done.stdout.splitlines()
    return int(kilobytes), learners


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss has other units elsewhere")
def test_a_notebook_of_ten_million_texts_takes_little_of_the_commands_memory(classroom):
    before, _ = peak(classroom)
    notebook = b'{"cells": [{"cell_type": "code", "source": [' + b'"", ' * 10_000_000 + b'""]}]}'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("02_deep_network.ipynb", notebook)
    add(classroom, "bob", packed.getvalue(), "hand_in.zip")
    after, learners = peak(classroom)
    assert learners == "ada bob zoe"
    assert after < before + 100_000


def readers(command: psutil.Process) -> list[psutil.Process]:
    return [one for one in command.children() if "reader_process" in " ".join(one.cmdline())]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_a_file_is_read_ends_the_run_and_the_reader(classroom, number):
    for learner in range(300):
        add(classroom, f"bob{learner}", SLOW)
    with subprocess.Popen(
        [sys.executable, "-m", "grader", str(classroom)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=default_signals,  # noqa: PLW1509  it takes no lock
    ) as command:
        process = psutil.Process(command.pid)
        while not (found := readers(process)) or sum(found[0].cpu_times()[:2]) < 0.5:
            assert command.poll() is None
            time.sleep(0.01)
        command.send_signal(number)
        printed, said = command.communicate()
    assert command.returncode == 128 + number
    assert printed == ""
    assert len(said.splitlines()) == 1
    psutil.wait_procs(found)
