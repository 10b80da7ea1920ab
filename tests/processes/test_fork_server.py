import time
from contextlib import closing

import psutil
import pytest

from grader.errors import ProcessError
from grader.processes import fork_server
from grader.processes.fork_server import RUNNER, ForkServer
from grader.protocol.calls import Job
from grader.protocol.events import EVENTS, Done, Started


def test_children_end_with_what_they_started_and_their_exit_is_known(server):
    child = server.fork(RUNNER)
    assert psutil.pid_exists(child.pid)
    assert server.end(child) == -9
    assert not psutil.pid_exists(child.pid)


def test_a_child_that_is_done_leaves_with_zero(server):
    child = server.fork(RUNNER)
    child.wire.send(Job("m", (), (), ()))
    assert child.wire.receive(EVENTS, time.monotonic() + 20) == Started()
    assert child.wire.receive(EVENTS, time.monotonic() + 20) == Done()
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


def test_the_environment_holds_no_secret_of_ours(server, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "1")
    with closing(ForkServer()) as other:
        assert "SECRET_TOKEN" not in psutil.Process(other.pid).environ()


def test_a_server_that_cannot_import_says_so_in_one_line(monkeypatch):
    monkeypatch.setattr(fork_server, "_SERVE", "raise ImportError('no tensorflow here')")
    with closing(ForkServer()) as broken, pytest.raises(ProcessError, match="no tensorflow here"):
        broken.fork(RUNNER)


def test_a_server_that_dies_is_an_error_of_ours_in_one_line(monkeypatch):
    with closing(ForkServer()) as server:
        server.end(server.fork(RUNNER))
        psutil.Process(server.pid).kill()
        with pytest.raises(ProcessError, match="fork server is gone"):
            server.fork(RUNNER)
