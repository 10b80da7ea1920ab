"""The reader process: what takes it to a limit costs that file alone, and it never stays behind."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from grader.errors import ProcessError
from grader.processes.environment import own_paths
from grader.submission.contents import Contents, Refusal, Reply, Request
from grader.submission.limits import HAS_CLOCK, ReadingLimits
from grader.submission.reader import Reader
from tests.conftest import REPOSITORY

RELU = b"def relu(x):\n    return x\n"
# Takes a tenth of a second to parse and more, on any machine.
SLOW = b"a\n" * 99_000
# Each of these texts is 13 bytes in the file, and a hundred in memory.
LARGE = b'{"nbformat": 3, "worksheets": [' + b'{"cells":[]},' * 800_000 + b'{"cells":[]}]}'

LITTLE_TIME = ReadingLimits(seconds=0.02)
LITTLE_MEMORY = ReadingLimits(memory=96)
NO_CLOCK = pytest.mark.skipif(not HAS_CLOCK, reason="this system ends no process by its time")


def ask(reader: Reader, content: bytes, name: str = "02.py") -> Reply:
    request = Request(name, name.endswith(".ipynb"), ("relu",), "____", len(content))
    return reader.read(request, content)


def why(reply: Reply) -> str:
    assert isinstance(reply, Refusal)
    return reply.why


def wait_for(condition: Callable[[], object]) -> None:
    while not condition():
        time.sleep(0.01)


def is_gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@NO_CLOCK
def test_a_file_that_is_slow_to_parse_is_refused_and_the_next_is_read_as_before():
    with Reader(own_paths(), LITTLE_TIME) as reader:
        before, first = ask(reader, RELU), reader.pid
        said = why(ask(reader, SLOW))
        assert said == "reading this file takes more than 0.02 seconds of processor time"
        assert ask(reader, RELU) == before
        assert reader.pid != first


@NO_CLOCK
def test_the_time_of_many_files_does_not_add_up():
    with Reader(own_paths(), ReadingLimits(seconds=0.2)) as reader:
        ask(reader, RELU)
        process = psutil.Process(reader.pid)
        while sum(process.cpu_times()[:2]) < 0.5:
            assert isinstance(ask(reader, b"a\n" * 1_000), Contents)


@pytest.mark.skipif(sys.platform != "linux", reason="this system limits no address space")
def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read_as_before():
    with Reader(own_paths(), LITTLE_MEMORY) as reader:
        before = ask(reader, RELU)
        said = why(ask(reader, LARGE, "02.ipynb"))
        assert said == "reading this file takes more than 0.09375 GB of memory"
        assert ask(reader, RELU) == before


def test_ten_million_texts_are_refused_by_their_size():
    texts = b",".join([b'""'] * 10_000_000)
    head = b'{"cells": [{"cell_type": "code", "source": ['
    with Reader(own_paths()) as reader:
        assert "bytes of code" in why(ask(reader, head + texts + b"]}]}", "02.ipynb"))
        assert memory(reader.pid) < 400_000_000


def memory(pid: int) -> int:
    """Return the largest resident size that a process has had, in bytes; 0 if unknown."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def kill_while_it_reads(reader: Reader, known: set[int]) -> None:
    wait_for(lambda: reader.pid not in (None, *known))
    pid = reader.pid
    known.add(pid)
    wait_for(lambda: is_gone(pid) or sum(psutil.Process(pid).cpu_times()[:2]) > 0.1)
    psutil.Process(pid).kill()


@pytest.mark.parametrize(("times", "kind"), [(1, Contents), (2, Refusal)])
def test_a_process_that_something_else_ends_is_tried_once_more(times, kind):
    known: set[int] = set()
    with Reader(own_paths()) as reader, ThreadPoolExecutor() as pool:
        reply = pool.submit(ask, reader, SLOW)
        for _ in range(times):
            kill_while_it_reads(reader, known)
        assert isinstance(reply.result(), kind)
        assert isinstance(ask(reader, RELU), Contents)


def test_a_broken_installation_is_not_the_files_fault(tmp_path):
    (tmp_path / "grader").mkdir()
    (tmp_path / "grader" / "__init__.py").write_text("raise ImportError('half of it is gone')\n")
    with (
        Reader([str(tmp_path)]) as reader,
        pytest.raises(ProcessError, match="half of it is gone"),
    ):
        ask(reader, RELU)


def test_a_closed_reader_starts_nothing_and_ends_what_it_reads():
    reader = Reader(own_paths())
    with ThreadPoolExecutor() as pool:
        reply = pool.submit(ask, reader, SLOW)
        wait_for(lambda: reader.pid is not None)
        pid = reader.pid
        reader.close()
        assert isinstance(reply.exception(), ProcessError) or reply.result()
    assert is_gone(pid)
    with pytest.raises(ProcessError, match="closed"):
        reader.start()


def test_a_reader_that_was_stopped_goes_on_with_another_process():
    with Reader(own_paths()) as reader:
        before, first = ask(reader, RELU), reader.pid
        reader.stop()
        assert reader.pid is None
        assert is_gone(first)
        assert ask(reader, RELU) == before


def test_threads_get_their_own_replies():
    def name_of(number: int) -> str:
        reply = ask(reader, f"relu{number} = 1".encode())
        assert isinstance(reply, Contents)
        return reply.pieces[0].source

    with Reader(own_paths()) as reader, ThreadPoolExecutor(8) as pool:
        assert list(pool.map(name_of, range(100))) == [f"relu{n} = 1" for n in range(100)]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a process has loaded")
def test_the_process_loads_neither_tensorflow_nor_numpy():
    magic = b'{"cells": [{"cell_type": "code", "source": "%matplotlib inline"}]}'
    with Reader(own_paths()) as reader:
        ask(reader, RELU)
        assert isinstance(ask(reader, magic, "02.ipynb"), Contents)
        loaded = Path(f"/proc/{reader.pid}/maps").read_text()
    assert "msgspec" in loaded
    assert "tensorflow" not in loaded
    assert "numpy" not in loaded


def test_modules_of_the_working_folder_are_not_imported(tmp_path, monkeypatch):
    for name in ("ast", "msgspec", "difflib", "grader"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", f":{tmp_path}")
    with Reader(own_paths()) as reader:
        assert isinstance(ask(reader, RELU), Contents)


OUTLIVED = """
import sys
from tests.submission.test_reader import SLOW, RELU, Reader, ask, own_paths
reader = Reader(own_paths())
ask(reader, RELU)
print(reader.pid, flush=True)
while True:
    ask(reader, SLOW)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_the_process_ends_when_the_command_is_killed():
    with subprocess.Popen(
        [sys.executable, "-c", OUTLIVED], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    ) as command:
        assert command.stdout is not None
        pid = int(command.stdout.readline())
        busy = psutil.Process(pid)
        wait_for(lambda: sum(busy.cpu_times()[:2]) > 0.3)
        command.send_signal(signal.SIGKILL)
    wait_for(lambda: is_gone(pid))


def test_reading_waits_for_no_thread_of_a_reply_that_came():
    with Reader(own_paths()) as reader:
        before = threading.active_count()
        for _ in range(50):
            ask(reader, RELU)
        wait_for(lambda: threading.active_count() <= before)
