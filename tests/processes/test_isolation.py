"""Confinement, tried for real: each test asks a confined process to do what it must not."""

import os
import shutil
import sys
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from grader.errors import ProcessError
from grader.pipeline import Options, run
from grader.processes.collect import collect
from grader.processes.fork_server import RUNNER, ForkServer
from grader.processes.fresh import FreshProcesses
from grader.processes.isolation import PROTECTIONS, isolate
from grader.processes.launcher import Launcher
from grader.records import Status
from grader.sandbox import landlock, seccomp
from grader.sandbox.limits import DEFAULT_LIMITS, Limits
from grader.sandbox.readable_paths import readable_paths
from grader.session import Settings
from tests.conftest import REPOSITORY, SUBMISSIONS, graded

SOLUTION = REPOSITORY / "solutions" / "02_deep_network.py"
FILES = {"reading", "listing", "writing"}


def refused(server, *without):
    isolation = isolate(server, "auto", DEFAULT_LIMITS, frozenset(without))
    return {name for name, is_refused in isolation.refused.items() if is_refused}


def test_this_machine_has_what_the_guarantees_need():
    assert landlock.abi() >= 1
    assert seccomp.is_available()


def test_everything_is_refused_under_full_isolation(server):
    assert refused(server) == set(PROTECTIONS)


def test_without_landlock_files_are_open_and_the_rest_is_not(server):
    assert refused(server, "landlock") >= set(PROTECTIONS) - FILES
    assert "reading" not in refused(server, "landlock")


def test_without_seccomp_files_memory_and_others_processes_are_still_protected(server):
    left = refused(server, "seccomp")
    assert left >= FILES | {"memory"}
    assert not {"network", "processes"} & left


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another user")
def test_as_root_learner_code_runs_as_somebody_else(server):
    assert isolate(server, "auto", DEFAULT_LIMITS).user not in (0, None)


def test_strict_refuses_and_names_what_is_missing(server):
    isolate(server, "strict", DEFAULT_LIMITS)
    with pytest.raises(ProcessError, match="reading files outside"):
        isolate(server, "strict", DEFAULT_LIMITS, frozenset({"landlock"}))
    with pytest.raises(ProcessError, match="using the network"):
        isolate(server, "strict", DEFAULT_LIMITS, frozenset({"seccomp"}))


def test_a_missing_protection_is_told_in_one_line(course):
    lines = []
    graded([SOLUTION], course, Settings(without=frozenset({"landlock"})), warn=lines.append)
    (line,) = lines
    assert "reading files outside its folder" in line
    assert "network" not in line


def test_nothing_is_told_where_everything_holds(course):
    lines = []
    graded([SOLUTION], course, warn=lines.append)
    assert lines == []


@pytest.mark.parametrize("name", ["right/einsum_dots", "linear_unit/endless_loop"])
def test_with_isolation_off_verdicts_are_the_same(tmp_path, course, name):
    exercise = "01_single_neuron"
    shutil.copy(SUBMISSIONS / exercise / f"{name}.py", tmp_path / f"{exercise}.py")
    on, off = (
        graded([tmp_path], course, Settings(isolation=mode), timeout=5) for mode in ("auto", "off")
    )
    assert on == off


def test_with_isolation_off_nothing_is_left_running_or_lying_about():
    with closing(FreshProcesses()) as processes:
        child = processes.fork(RUNNER)
        folder = processes.folder
        assert psutil.pid_exists(child.pid)
    assert not psutil.pid_exists(child.pid)
    assert not folder.exists()


LIMITED = {
    "a = bytearray(3 * 10**9)": "more than 2 GB of memory",
    "import numpy; a = numpy.ones(3 * 10**8)": "more than 2 GB of memory",
    "a = []\n    while True: a.append(bytearray(2**20))": "more than 2 GB of memory",
    "import mmap; m = mmap.mmap(-1, 2**32)\n    while 1: m.write(b'x' * 2**20)": "2 GB of memory",
    "open('big', 'wb').write(bytes(2**25))": "a file larger than 16 MB in relu",
    "for n in range(9): open(str(n), 'wb').write(bytes(2**24 - 1))\n    while True: pass": "64 MB",
    "for n in range(9**6): open(str(n), 'w')": "1000 files",
    "import os\n    for n in range(9**6): os.mkdir(str(n))": "1000 files",
    "import os\n    while True: os.dup(0)": "more than 128 files open",
}


@pytest.mark.parametrize("body", LIMITED)
def test_every_limit_met_says_which_and_where(tmp_path, course, session, body):
    source = f"def relu(x):\n    {body}\n\ndef relu_unit(x, w, b):\n    return x @ w + b\n"
    (tmp_path / "02_deep_network.py").write_text(source)
    book = run([tmp_path], course, session, Options(only=("relu",)))
    (task,) = book.learners[0].exercises[0].tasks
    assert task.status is Status.ERROR
    assert LIMITED[body] in task.checks[0].message
    assert " in relu(" in task.checks[0].message


def test_limits_can_be_changed(tmp_path, course):
    source = "def relu(x):\n    a = bytearray(600 * 2**20)\n    return (abs(x) + x) / 2\n"
    (tmp_path / "02_deep_network.py").write_text(source)
    for memory, status in ((512, Status.ERROR), (1024, Status.PASSED)):
        book = graded([tmp_path], course, Settings(limits=Limits(memory=memory)), only=("relu",))
        assert book.learners[0].exercises[0].tasks[0].status is status


def test_what_a_child_leaves_behind_is_ended_with_it(course, read_source):
    """Without seccomp a daemon in a session of its own gets away from the kill, and is adopted."""
    source = (
        "import os, time\ndef relu(x):\n    if os.fork() == 0:\n        os.setsid()\n"
        "        if os.fork() == 0: time.sleep(1000)\n        os._exit(0)\n    return x\n"
    )
    submission = read_source(source, "02_deep_network")
    questions = {"relu": course.exercise("02_deep_network").questions("relu", seed=0)}
    with closing(ForkServer()) as server:
        isolation = isolate(server, "auto", DEFAULT_LIMITS, frozenset({"seccomp"}))
        with closing(Launcher(server, isolation, DEFAULT_LIMITS)) as launcher:
            collect(launcher, submission, questions, 10)
        assert psutil.Process(server.pid).children(recursive=True) == []


def test_learner_code_cannot_read_a_course_that_lies_among_the_packages(tmp_path):
    """An installed course lies in site-packages, which learner code may read but for protected."""
    packages = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    readable = readable_paths()
    inside = packages / "numpy"
    assert str(packages) in readable or str(inside) in readable
    protected = readable_paths([inside])
    assert not any(inside.is_relative_to(path) for path in protected)
    assert any((packages / "keras").is_relative_to(path) for path in protected)
