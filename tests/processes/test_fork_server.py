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
from grader.processes import fork_server, server_connection
from grader.processes.clock import within
from grader.processes.fork_server import RUNNER, ForkServer
from grader.processes.run_folder import RunFolder
from grader.protocol.calls import Job
from grader.protocol.events import EVENTS, Done, Started
from tests.conftest import REPOSITORY


def test_a_child_is_ended_with_its_processes_and_its_exit_code_is_known(server):
    child = server.fork(RUNNER)
    assert psutil.pid_exists(child.pid)
    assert server.end(child) == -9
    assert not psutil.pid_exists(child.pid)


def test_a_child_that_is_done_exits_with_0(server):
    child = server.fork(RUNNER)
    child.wire.send(Job("m", (), (), ()))
    assert child.wire.receive(EVENTS, within(child.pid, 20)) == Started()
    assert child.wire.receive(EVENTS, within(child.pid, 20)) == Done()
    deadline = time.monotonic() + 10
    while psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert server.end(child) == 0


def test_closing_ends_every_child_and_removes_the_folder():
    server = ForkServer()
    children = [server.fork(RUNNER) for _ in range(3)]
    folder = server.folder
    assert folder.is_dir()
    server.close()
    assert not folder.exists()
    assert all(child.wire.connection.fileno() == -1 for child in children)
    assert not any(psutil.pid_exists(child.pid) for child in (*children,))
    assert not psutil.pid_exists(server.pid)


def test_the_server_computes_nothing_and_has_one_thread(server):
    server.end(server.fork(RUNNER))
    assert psutil.Process(server.pid).num_threads() == 1


def test_the_environment_contains_no_secret_of_the_user(server, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "1")
    with closing(ForkServer()) as other:
        assert "SECRET_TOKEN" not in psutil.Process(other.pid).environ()


def test_a_server_that_cannot_import_is_a_process_error_of_one_line(monkeypatch):
    monkeypatch.setattr(fork_server, "_SERVE", "raise ImportError('no tensorflow here')")
    with closing(ForkServer()) as broken, pytest.raises(ProcessError, match="no tensorflow here"):
        broken.fork(RUNNER)


def test_a_server_that_dies_is_a_process_error_of_one_line(monkeypatch):
    with closing(ForkServer()) as server:
        server.end(server.fork(RUNNER))
        psutil.Process(server.pid).kill()
        with pytest.raises(ProcessError, match="fork server is gone"):
            server.fork(RUNNER)


@pytest.mark.slow
def test_a_server_that_missed_a_reply_is_not_used_again(monkeypatch):
    """Its late reply would be taken for that to the next request."""
    with closing(ForkServer()) as server:
        child = server.fork(RUNNER)
        os.kill(server.pid, signal.SIGSTOP)
        monkeypatch.setattr(server_connection, "READY_TIMEOUT", 0.1)
        with pytest.raises(ProcessError, match="server is gone"):
            server.fork(RUNNER)
        monkeypatch.undo()
        os.kill(server.pid, signal.SIGCONT)
        with pytest.raises(ProcessError, match="server is gone"):
            server.fork(RUNNER)
        with pytest.raises(ProcessError, match="server is gone"):
            server.end(child)


COMMAND = """
import sys, time
sys.path.insert(0, sys.argv[1])
from grader.processes.fork_server import RUNNER, ForkServer
server = ForkServer()
child = server.fork(RUNNER)
print(server.pid, child.pid, server.folder, flush=True)
time.sleep(1000)
"""


def test_a_killed_command_leaves_no_process_and_no_folder():
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(REPOSITORY)], stdout=subprocess.PIPE, text=True
    ) as command:
        *pids, folder = command.stdout.readline().split()
        assert Path(folder).is_dir()
        command.kill()
    # If one does not go, the time limit of the whole run ends this.
    while any(psutil.pid_exists(int(pid)) for pid in pids):
        time.sleep(0.02)
    assert not Path(folder).exists()


def test_a_run_folder_is_locked_until_the_server_has_ended(server):
    RunFolder().remove()
    assert server.folder.is_dir()
