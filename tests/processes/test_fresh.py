"""Fresh processes, really started: nothing that learner code starts outlives them."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from grader.errors import ProcessError
from grader.processes.fresh import FreshProcesses
from grader.processes.isolation import Isolation
from grader.processes.launcher import Launcher
from grader.protocol.calls import Cell, Job
from grader.protocol.events import EVENTS, Done
from grader.sandbox.limits import DEFAULT_LIMITS
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing adopts orphans elsewhere")

DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv("/bin/sleep", ["{name}", "1000"])
    os._exit(0)
os.wait()
"""

START_AND_WAIT = """
import sys, time
sys.path.insert(0, sys.argv[1])
from grader.processes.fresh import FreshProcesses
processes = FreshProcesses()
child = processes.fork("grader.runner.main")
print(child.pid, processes.folder, flush=True)
time.sleep(1000)
"""


@pytest.fixture(scope="module")
def processes():
    with closing(FreshProcesses()) as processes:
        yield processes


def run(child, source: str) -> None:
    child.wire.send(Job("job", (Cell("job.py", 0, 1, source),), (), ()))
    while not isinstance(child.wire.receive(EVENTS), Done):
        pass


def named(name: str) -> list[int]:
    return [
        one.pid for one in psutil.process_iter(["cmdline"]) if name in (one.info["cmdline"] or ())
    ]


def wait_until_gone(pids: list[int]) -> None:
    """Fails by the time limit of the whole run if one does not go."""
    while any(psutil.pid_exists(pid) for pid in pids):
        time.sleep(0.02)


def test_a_process_in_another_session_is_ended_with_its_submission(processes):
    name = f"hostile-daemon-{os.getpid()}"
    child = processes.fork("grader.runner.main")
    run(child, DAEMON.format(name=name))
    while not named(name):  # It may not be a daemon yet when the process that started it is done.
        time.sleep(0.02)
    (daemon,) = named(name)
    assert os.getsid(daemon) != os.getsid(child.pid)
    processes.end(child)
    assert named(name) == []


@pytest.mark.slow
def test_the_exit_code_of_a_killed_process_is_its_signal(processes):
    child = processes.fork("grader.runner.main")
    os.kill(child.pid, signal.SIGKILL)
    assert processes.end(child) == -signal.SIGKILL


@pytest.mark.slow
def test_a_process_is_not_reaped_before_it_is_ended(processes):
    child = processes.fork("grader.runner.main")
    os.kill(child.pid, signal.SIGKILL)
    while psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    processes.end(child)
    assert not psutil.pid_exists(child.pid)


@pytest.mark.slow
def test_a_process_whose_supervisor_is_killed_ends_too(processes):
    child = processes.fork("grader.runner.main")
    psutil.Process(child.pid).parent().kill()
    assert processes.end(child) == -signal.SIGKILL
    wait_until_gone([child.pid])


@pytest.mark.slow
def test_a_killed_command_leaves_no_process_behind():
    with subprocess.Popen(
        [sys.executable, "-c", START_AND_WAIT, str(REPOSITORY)], stdout=subprocess.PIPE, text=True
    ) as command:
        pid, folder = command.stdout.readline().split()
        supervisor = psutil.Process(int(pid)).parent()
        command.kill()
    wait_until_gone([int(pid), supervisor.pid])
    FreshProcesses().close()
    assert not Path(folder).exists()


@pytest.mark.slow
def test_a_module_that_cannot_be_imported_is_an_error_in_one_line(processes):
    with pytest.raises(ProcessError, match="did not start, exit code 1"):
        processes.fork("grader.no_such_module")


@pytest.mark.slow
def test_the_processor_time_of_a_process_and_of_its_children_is_limited(processes):
    import resource

    with closing(Launcher(processes, Isolation(None, {}), DEFAULT_LIMITS)) as launcher:
        child = launcher.start_learner(cpu_seconds=50)
        soft, hard = resource.prlimit(child.pid, resource.RLIMIT_CPU)
        launcher.end(child)
    assert 50 < soft < hard < 150


@pytest.mark.slow
def test_the_kernel_ends_a_learner_before_the_command(processes):
    child = processes.fork("grader.runner.main")
    assert Path(f"/proc/{child.pid}/oom_score_adj").read_text() == "1000\n"
    processes.end(child)


@pytest.mark.slow
def test_no_network_is_needed(processes):
    """Where a network namespace can be made: one without even 127.0.0.1."""
    code = START_AND_WAIT.replace("time.sleep(1000)", "processes.close()")
    command = ["unshare", "--net", sys.executable, "-c", code, str(REPOSITORY)]
    if subprocess.run([*command[:2], "true"], capture_output=True).returncode != 0:
        pytest.skip("no network namespace can be made here")
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_after_warming_up_a_process_is_ready_before_it_is_asked_for():
    with FreshProcesses() as processes:
        processes.warm_up()
        first = processes.fork("grader.runner.main")
        run(first, "x = 1")
        second = processes.fork("grader.runner.main")
        assert first.pid != second.pid
        assert first.folder != second.folder
        left = psutil.Process(second.pid)
    assert not left.is_running() or left.status() == psutil.STATUS_ZOMBIE
