"""The watchdog, over real processes: each takes too much of one thing and is killed for it."""

import signal
import subprocess
import sys
from contextlib import closing

import pytest

from grader.processes.process import Child
from grader.processes.watchdog import Watchdog, private_memory
from grader.sandbox.limits import MEGABYTE, Limits

ENOUGH = Limits(memory=4096, disk=64, files=1000, threads=1000)
PATIENCE = 60.0  # seconds; only a test that fails waits that long
WAIT = "\nprint('ready', flush=True)\nimport time\ntime.sleep(1000)\n"


@pytest.fixture
def start(tmp_path):
    """Start a Python that does something in its folder and then waits to be ended."""
    processes = []

    def start_it(code: str) -> tuple[Child, subprocess.Popen]:
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", code + WAIT],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        processes.append(process)
        return Child(process.pid, None, tmp_path), process

    yield start_it
    for process in processes:
        process.kill()
        process.communicate()


TAKES_TOO_MUCH = {
    "memory": "taken = bytearray(400 * 2**20)",
    "files": "for n in range(9): open(str(n), 'w').close()",
    "disk": "open('big', 'wb').write(bytes(3 * 2**20))",
    "threads": (
        "import threading, time\n"
        "for _ in range(9): threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()"
    ),
}
STRICT = {"memory": 200, "files": 8, "disk": 2, "threads": 8}


@pytest.mark.parametrize("kind", TAKES_TOO_MUCH)
def test_a_process_that_takes_too_much_is_killed_and_the_limit_is_named(start, kind):
    limits = Limits(**{"memory": 4096, kind: STRICT[kind]})
    with closing(Watchdog(limits, 0)) as watchdog:
        child, process = start(TAKES_TOO_MUCH[kind])
        with watchdog.watching(child) as watch:
            assert process.wait(PATIENCE) == -signal.SIGKILL
    assert watch.exceeded == kind


def test_files_that_have_no_name_any_more_count(start):
    code = "import os\nfile = open('big', 'wb', 0)\nos.unlink('big')\nfile.write(bytes(3 * 2**20))"
    with closing(Watchdog(Limits(memory=4096, disk=2), 0)) as watchdog:
        child, process = start(code)
        with watchdog.watching(child) as watch:
            assert process.wait(PATIENCE) == -signal.SIGKILL
    assert watch.exceeded == "disk"


def test_what_the_server_already_takes_is_not_counted(start):
    child, process = start("taken = bytearray(100 * 2**20)")
    assert process.stdout.readline() == b"ready\n"
    used = private_memory(child.pid)
    assert used > 100 * MEGABYTE
    with closing(Watchdog(Limits(memory=50), used)) as watchdog:
        assert watchdog._exceeded(child) is None
    with closing(Watchdog(Limits(memory=50), 0)) as watchdog:
        assert watchdog._exceeded(child) == "memory"


@pytest.mark.parametrize("code", TAKES_TOO_MUCH.values(), ids=TAKES_TOO_MUCH)
def test_a_process_within_its_limits_is_left_alone(start, code):
    child, process = start(code)
    assert process.stdout.readline() == b"ready\n"
    with closing(Watchdog(ENOUGH, 0)) as watchdog:
        assert watchdog._exceeded(child) is None


def test_a_folder_that_cannot_be_listed_counts_as_too_many_files(start, tmp_path):
    child, process = start("open('a', 'w').close()")
    assert process.stdout.readline() == b"ready\n"
    # A file in the place of the folder: not even root can list it.
    instead = Child(child.pid, None, tmp_path / "a")
    with closing(Watchdog(ENOUGH, 0)) as watchdog:
        assert watchdog._exceeded(instead) == "files"


def test_a_process_that_is_gone_takes_nothing():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert private_memory(process.pid) == 0


def test_a_child_is_not_looked_at_after_the_block(start):
    with closing(Watchdog(Limits(memory=1), 0)) as watchdog:
        child, process = start("")
        with watchdog.watching(child):
            assert process.wait(PATIENCE) == -signal.SIGKILL
        assert watchdog._watched == set()
