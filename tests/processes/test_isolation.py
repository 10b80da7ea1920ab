"""Confinement of real processes: each test tries what must be refused."""

import os
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from grader.errors import ProcessError
from grader.options import Options
from grader.pipeline import run
from grader.processes.collect import collect
from grader.processes.fork_server import RUNNER, ForkServer
from grader.processes.fresh import FreshProcesses
from grader.processes.isolation import PROTECTIONS, Isolation, isolate
from grader.processes.launcher import Launcher
from grader.records import Status
from grader.sandbox import landlock, seccomp
from grader.sandbox.limits import DEFAULT_LIMITS, Limits
from grader.sandbox.readable_paths import readable_paths
from grader.session import Session, Settings
from tests.conftest import REPOSITORY, SUBMISSIONS, graded

SOLUTION = REPOSITORY / "solutions" / "02_deep_network.py"
FILES = {"reading", "listing", "writing"}


def refused(server, *without):
    isolation = isolate(server, "auto", DEFAULT_LIMITS, frozenset(without))
    return {name for name, is_refused in isolation.refused.items() if is_refused}


def test_this_machine_supports_every_protection():
    assert landlock.abi() >= 1
    assert seccomp.is_available()


def test_everything_is_refused_under_full_isolation(server):
    assert refused(server) == set(PROTECTIONS)


def test_without_landlock_only_files_are_unprotected(server):
    assert refused(server, "landlock") >= set(PROTECTIONS) - FILES
    assert "reading" not in refused(server, "landlock")


def test_without_seccomp_files_memory_and_other_processes_are_still_protected(server):
    left = refused(server, "seccomp")
    assert left >= FILES | {"memory"}
    assert not {"network", "processes"} & left


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another user")
def test_as_root_learner_code_runs_as_another_user(server):
    assert isolate(server, "auto", DEFAULT_LIMITS).user not in (0, None)


def test_strict_refuses_and_names_the_missing_protection(server):
    isolate(server, "strict", DEFAULT_LIMITS)
    with pytest.raises(ProcessError, match="reading files outside"):
        isolate(server, "strict", DEFAULT_LIMITS, frozenset({"landlock"}))
    with pytest.raises(ProcessError, match="using the network"):
        isolate(server, "strict", DEFAULT_LIMITS, frozenset({"seccomp"}))


def test_a_missing_protection_is_reported_in_one_line(course):
    lines = []
    graded([SOLUTION], course, Settings(without=frozenset({"landlock"})), warn=lines.append)
    (line,) = lines
    assert "reading files outside its folder" in line
    assert "network" not in line


def test_nothing_is_reported_if_every_protection_works(course):
    lines = []
    graded([SOLUTION], course, warn=lines.append)
    assert lines == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["right/einsum_dots", "linear_unit/endless_loop"])
def test_with_isolation_off_verdicts_are_the_same(tmp_path, course, name):
    exercise = "01_single_neuron"
    shutil.copy(SUBMISSIONS / exercise / f"{name}.py", tmp_path / f"{exercise}.py")
    on, off = (
        graded([tmp_path], course, Settings(isolation=mode), timeout=5) for mode in ("auto", "off")
    )
    assert on == off


@pytest.mark.slow
def test_with_isolation_off_no_process_and_no_file_is_left():
    with closing(FreshProcesses()) as processes:
        child = processes.fork(RUNNER)
        folder = processes.folder
        assert psutil.pid_exists(child.pid)
    assert not psutil.pid_exists(child.pid)
    assert not folder.exists()


# Writing 2 GB piece by piece takes 15 s.
SLOW = "a = []\n    while True: a.append(bytearray(2**28))"
LIMITED = {
    "a = bytearray(3 * 10**9)": "more than 2 GB of memory",
    "import numpy; a = numpy.ones(3 * 10**8)": "more than 2 GB of memory",
    SLOW: "more than 2 GB of memory",
    "open('big', 'wb').write(bytes(2**25))": "a file larger than 16 MB in relu",
    "for n in range(9): open(str(n), 'wb').write(bytes(2**24 - 1))\n    while True: pass": "64 MB",
    "for n in range(9**6): open(str(n), 'w')": "1000 files",
    "import os\n    for n in range(9**6): os.mkdir(str(n))": "1000 files",
    "import os\n    while True: os.dup(0)": "more than 128 files open",
    "import threading as t\n    while 1: t.Thread(target=t.Event().wait).start()": "128 threads",
}


@pytest.mark.parametrize(
    "body", [*(one for one in LIMITED if one != SLOW), pytest.param(SLOW, marks=pytest.mark.slow)]
)
def test_every_exceeded_limit_is_reported_with_its_place(tmp_path, course, session, body):
    source = f"def relu(x):\n    {body}\n\ndef relu_unit(x, w, b):\n    return x @ w + b\n"
    (tmp_path / "02_deep_network.py").write_text(source)
    book = run([tmp_path], course, session, Options(only=("relu",)))
    (task,) = book.learners[0].exercises[0].tasks
    assert task.status is Status.ERROR
    assert LIMITED[body] in task.checks[0].message
    assert " in relu(" in task.checks[0].message


@pytest.mark.slow
def test_limits_can_be_changed(tmp_path, course):
    source = "def relu(x):\n    a = bytearray(600 * 2**20)\n    return (abs(x) + x) / 2\n"
    (tmp_path / "02_deep_network.py").write_text(source)
    for memory, status in ((512, Status.ERROR), (1024, Status.PASSED)):
        book = graded([tmp_path], course, Settings(limits=Limits(memory=memory)), only=("relu",))
        assert book.learners[0].exercises[0].tasks[0].status is status


def test_processes_that_a_child_leaves_behind_are_ended_with_it(course, read_source):
    """Without seccomp, a daemon in its own session escapes the kill. The server then adopts it."""
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


def test_learner_code_cannot_read_an_installed_course(tmp_path):
    """Learner code may read site-packages, except for protected folders such as this course."""
    packages = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    readable = readable_paths()
    inside = packages / "numpy"
    assert str(packages) in readable or str(inside) in readable
    protected = readable_paths([inside])
    assert not any(inside.is_relative_to(path) for path in protected)
    assert any((packages / "keras").is_relative_to(path) for path in protected)


REFUSED = {
    "shared memory": "import mmap; mmap.mmap(-1, 4096)",
    "the zero device": "open('/dev/zero', 'rb')",
    "mounts": "open('/proc/self/mountinfo')",
    "network": "open('/proc/self/net/tcp')",
    "control groups": "open('/proc/self/cgroup')",
    "files of a thread": "open(f'/proc/self/task/{__import__(\"os\").getpid()}/status')",
    "the list of processes": "__import__('os').listdir('/proc')",
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused(evidence_of, what):
    source = f"def relu(x):\n    {REFUSED[what]}\n"
    outcomes = evidence_of(source, "02_deep_network", "relu").outcomes["relu"].values()
    assert {(one.problem.kind, one.problem.type_name) for one in outcomes} == {
        ("exception", "PermissionError")
    }


USUAL = """
import mmap, os, queue, shutil, tempfile, threading, zipfile
import numpy as np
import tensorflow as tf
import keras

for name in ("cmdline", "comm", "maps", "stat", "statm", "status"):
    open(f"/proc/self/{name}", "rb").read()
os.listdir("/proc/self/fd")
mapped = np.memmap("numbers", np.float32, "w+", shape=(1000,))
mapped[:] = 1.0
mapped.flush()
shutil.copy("numbers", "copy")
with tempfile.TemporaryFile() as file:
    file.write(bytes(4096))
    file.flush()
    mmap.mmap(file.fileno(), 4096).close()
threads = [threading.Thread(target=queue.Queue().put, args=(1,)) for _ in range(50)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
model.fit(np.ones((8, 3), "float32"), np.ones((8, 1), "float32"), epochs=2, verbose=0)
model.save("model.keras")
keras.models.load_model("model.keras")
total = float(tf.reduce_sum(tf.linalg.matmul(tf.ones((64, 64)), tf.ones((64, 64)))))


def relu(x):
    return (abs(x) + x) / 2 if os.path.getsize("copy") == 4000 and total == 64.0**3 else 0
"""


def test_what_python_numpy_and_tensorflow_usually_do_still_works(tmp_path, course, session):
    (tmp_path / "02_deep_network.py").write_text(USUAL)
    book = run([tmp_path], course, session, Options(only=("relu",)))
    (exercise,) = book.learners[0].exercises
    assert [task.status for task in exercise.tasks] == [Status.PASSED], exercise


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux chooses what to end this way")
def test_the_kernel_ends_learners_first_then_trainers(launcher):
    for child, score in (
        (launcher.start_learner(60), "1000"),
        (launcher.start_trainer("grader.trainer.process"), "500"),
    ):
        file = Path(f"/proc/{child.pid}/oom_score_adj")
        while file.read_text().strip() != score:
            assert psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE
            time.sleep(0.01)
        launcher.end(child)


THREADS = """
import threading, time
threading.stack_size(2**17)  # many of the usual size would be too much memory
def relu(x):
    for _ in range({count}):
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    {then}
    return (abs(x) + x) / 2
"""


@pytest.mark.slow
def test_threads_of_one_run_cost_another_run_nothing(tmp_path, course):
    """Two sessions at once: each may have as many threads as if it were alone."""
    for name, count, then in (("greedy", 990, "time.sleep(1000)"), ("honest", 10, "")):
        (tmp_path / name).mkdir()
        source = THREADS.format(count=count, then=then)
        (tmp_path / name / "02_deep_network.py").write_text(source)
    with (
        Session(Settings(jobs=1, limits=Limits(threads=1000))) as greedy,
        Session(Settings(jobs=1)) as honest,
        ThreadPoolExecutor() as pool,
    ):
        only = Options(only=("relu",), timeout=600)
        running = pool.submit(run, [tmp_path / "greedy"], course, greedy, only)
        while not any(threads_of(one) > 900 for one in psutil.Process().children(recursive=True)):
            assert not running.done()
            time.sleep(0.05)
        book = run([tmp_path / "honest"], course, honest, only)
        greedy.close()
    assert book.learners[0].exercises[0].tasks[0].status is Status.PASSED


def threads_of(process: psutil.Process) -> int:
    try:
        return process.num_threads()
    except psutil.NoSuchProcess:
        return 0


def test_where_nothing_is_prevented_that_is_said_in_few_words():
    (everything,) = Isolation(None, {}).missing
    assert everything.startswith("doing whatever you can do")
    all_but_reading = dict.fromkeys(PROTECTIONS, True) | {"reading": False}
    assert Isolation(None, all_but_reading).missing == (PROTECTIONS["reading"],)
    assert Isolation(None, dict.fromkeys(PROTECTIONS, True)).missing == ()
