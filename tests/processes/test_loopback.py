"""Processes that connect over 127.0.0.1: which connections are accepted, and what may fail."""

import socket
import subprocess
import sys

import pytest

from grader.errors import ProcessError
from grader.processes.loopback import OverLoopback, accept, is_closed

TOKEN = b"t" * 32


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


@pytest.fixture
def process():
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
    yield process
    process.kill()
    process.wait()


def connect(listener: socket.socket, said: bytes) -> socket.socket:
    connection = socket.create_connection(listener.getsockname())
    connection.sendall(said)
    return connection


@pytest.mark.parametrize("guess", [b"f" * 32, b"t" * 31, b"t" * 31 + b"T"])
def test_a_connection_without_the_token_is_refused(listener, process, guess):
    with connect(listener, guess) as stranger, connect(listener, TOKEN) as ours:
        with accept(listener, TOKEN, process) as accepted:
            assert accepted.getpeername() == ours.getsockname()
        assert stranger.recv(1) == b""


def test_a_connection_that_closes_at_once_is_ignored(listener, process):
    connect(listener, b"").close()
    with connect(listener, TOKEN) as ours, accept(listener, TOKEN, process) as accepted:
        assert accepted.getpeername() == ours.getsockname()


def test_a_process_that_ends_before_it_connects_is_reported_with_its_exit_code(listener):
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(7)"]) as process:
        process.wait()
        with pytest.raises(ProcessError, match="did not start, exit code 7"):
            accept(listener, TOKEN, process)


def test_without_a_loopback_the_error_is_one_line(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(99, "Cannot assign requested address")

    monkeypatch.setattr("socket.create_server", refuse)
    with pytest.raises(ProcessError, match=r"connect over 127\.0\.0\.1: .*Cannot assign"):
        OverLoopback("grader.runner.main", tmp_path, {})


def test_a_connection_is_closed_once_all_that_it_sent_was_received(listener):
    with socket.create_connection(listener.getsockname()) as theirs:
        ours, _ = listener.accept()
        with ours:
            assert not is_closed(ours)
            theirs.sendall(b"x")
            theirs.close()
            ours.settimeout(None)
            assert ours.recv(1, socket.MSG_PEEK) == b"x"
            assert not is_closed(ours)
            ours.settimeout(None)
            assert ours.recv(2) == b"x"
            assert ours.recv(1) == b""
            assert is_closed(ours)
        assert is_closed(ours)
