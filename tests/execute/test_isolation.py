"""Confinement, tried for real: each test asks a confined process to do what it must not."""

import os

import psutil
import pytest

from grader.errors import MachineError
from grader.execute.fork_server import ForkServer
from grader.execute.fresh import FreshProcesses
from grader.execute.isolation import PROTECTIONS, isolate
from grader.pipeline import Options, run
from grader.records import Status
from grader.sandbox import landlock, seccomp
from grader.sandbox.confinement import DEFAULT_LIMITS, Limits
from tests.conftest import REPOSITORY

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
    with pytest.raises(MachineError, match="reading files outside"):
        isolate(server, "strict", DEFAULT_LIMITS, frozenset({"landlock"}))
    with pytest.raises(MachineError, match="using the network"):
        isolate(server, "strict", DEFAULT_LIMITS, frozenset({"seccomp"}))


def test_a_missing_protection_is_told_in_one_line():
    lines = []
    run([SOLUTION], Options(without=frozenset({"landlock"})), tell=lines.append)
    (line,) = lines
    assert "reading files outside its folder" in line
    assert "network" not in line


def test_nothing_is_told_where_everything_holds():
    lines = []
    run([SOLUTION], Options(), tell=lines.append)
    assert lines == []


@pytest.mark.parametrize("case", ["right_einsum_dots", "wrong_linear_endless_loop"])
def test_with_isolation_off_verdicts_are_the_same(case):
    folder = REPOSITORY / "tests" / "submissions" / case
    on, off = (run([folder], Options(isolation=mode, timeout=10)) for mode in ("auto", "off"))
    assert on == off


def test_with_isolation_off_nothing_is_left_running_or_lying_about():
    with FreshProcesses() as processes:
        child = processes.fork("grader.sandbox.runner")
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
def test_every_limit_met_says_which_and_where(tmp_path, body):
    source = f"def relu(x):\n    {body}\n\ndef relu_unit(x, w, b):\n    return x @ w + b\n"
    (tmp_path / "02_deep_network.py").write_text(source)
    book = run([tmp_path], Options(timeout=20, only=("relu",)))
    (task,) = book.submissions[0].exercises[0].tasks
    assert task.status is Status.ERROR
    assert LIMITED[body] in task.checks[0].message
    assert " in relu(" in task.checks[0].message


def test_limits_can_be_changed(tmp_path):
    source = "def relu(x):\n    a = bytearray(600 * 2**20)\n    return (abs(x) + x) / 2\n"
    (tmp_path / "02_deep_network.py").write_text(source)
    for memory, status in ((512, Status.ERROR), (1024, Status.PASSED)):
        book = run([tmp_path], Options(only=("relu",), limits=Limits(memory=memory)))
        assert book.submissions[0].exercises[0].tasks[0].status is status


def test_what_a_child_leaves_behind_is_ended_with_it():
    """Without seccomp a daemon in a session of its own gets away from the kill, and is adopted."""
    source = (
        "import os, time\ndef relu(x):\n    if os.fork() == 0:\n        os.setsid()\n"
        "        if os.fork() == 0: time.sleep(1000)\n        os._exit(0)\n    return x\n"
    )
    import numpy as np

    from grader.course.find import load_exercise
    from grader.execute.collect import collect
    from grader.execute.jobs import Jobs
    from grader.submission.parse import parse_cell
    from grader.submission.survey import survey

    lesson = load_exercise("02_deep_network")
    with ForkServer() as server:
        isolation = isolate(server, "auto", DEFAULT_LIMITS, frozenset({"seccomp"}))
        jobs = Jobs(server, isolation, DEFAULT_LIMITS)
        parsed = parse_cell("02_deep_network.py", source)
        bindings, tasks = survey(parsed, ["relu"])
        from grader.records import Submission

        submission = Submission("eve", "02_deep_network", "x", 1, tasks, parsed.cells, bindings)
        asks = {"relu": lesson.task("relu").asks(np.random.default_rng(0))}
        collect(jobs, submission, asks, 10)
        jobs.close()
        assert psutil.Process(server.pid).children(recursive=True) == []
