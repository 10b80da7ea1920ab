"""Fresh processes: who may connect, and what is told if nobody does."""

import socket
import subprocess
import sys

import pytest

from grader.errors import ProcessError
from grader.processes.fresh import _accept

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
def test_a_stranger_who_does_not_know_the_token_is_turned_away(listener, process, guess):
    with connect(listener, guess) as stranger, connect(listener, TOKEN) as ours:
        with _accept(listener, TOKEN, process) as accepted:
            assert accepted.getpeername() == ours.getsockname()
        assert stranger.recv(1) == b""


def test_a_stranger_who_hangs_up_is_passed_over(listener, process):
    connect(listener, b"").close()
    with connect(listener, TOKEN) as ours, _accept(listener, TOKEN, process) as accepted:
        assert accepted.getpeername() == ours.getsockname()


def test_a_process_that_ends_before_it_connects_is_told_with_its_exit_code(listener):
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(7)"]) as process:
        process.wait()
        with pytest.raises(ProcessError, match="did not start, exit code 7"):
            _accept(listener, TOKEN, process)
