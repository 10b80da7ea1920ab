"""The watchdog, over real processes: each takes too much of one thing and is killed for it."""

import platform
import signal
import subprocess
import sys
from contextlib import closing

import pytest

from grader.processes.accounting import limit_exceeded, private_memory
from grader.processes.process import Child
from grader.processes.watchdog import Watchdog
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
    assert limit_exceeded(child, Limits(memory=50), used) is None
    assert limit_exceeded(child, Limits(memory=50), 0) == "memory"


@pytest.mark.parametrize("code", TAKES_TOO_MUCH.values(), ids=TAKES_TOO_MUCH)
def test_a_process_within_its_limits_is_left_alone(start, code):
    child, process = start(code)
    assert process.stdout.readline() == b"ready\n"
    assert limit_exceeded(child, ENOUGH, 0) is None


def test_a_folder_that_cannot_be_listed_counts_as_too_many_files(start, tmp_path):
    child, process = start("open('a', 'w').close()")
    assert process.stdout.readline() == b"ready\n"
    # A file in the place of the folder: not even root can list it.
    instead = Child(child.pid, None, tmp_path / "a")
    assert limit_exceeded(instead, ENOUGH, 0) == "files"


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


ONLY_MAPPED = """
import mmap, os
held = []
for n in range({count}):
    file = open(str(n), 'wb+', 0)
    file.write(bytes(2**20))
    held.append(mmap.mmap(file.fileno(), 4096, mmap.MAP_PRIVATE, mmap.PROT_READ))
    os.unlink(str(n))
    {close}
"""
CLOSE = """file.close()
    for fd in os.listdir('/proc/self/fd'):  # mmap has opened it again
        if int(fd) > 2: os.closerange(int(fd), int(fd) + 1)"""


def test_deleted_files_that_are_only_mapped_count_as_much_as_a_file_may_have(start):
    with closing(Watchdog(Limits(memory=4096, file=16, disk=64), 0)) as watchdog:
        child, process = start(ONLY_MAPPED.format(count=5, close=CLOSE))
        with watchdog.watching(child) as watch:
            assert process.wait(PATIENCE) == -signal.SIGKILL
    assert watch.exceeded == "disk"


def test_deleted_files_that_are_mapped_and_open_count_with_their_size(start):
    child, process = start(ONLY_MAPPED.format(count=5, close="held.append(file)"))
    assert process.stdout.readline() == b"ready\n"
    assert limit_exceeded(child, Limits(memory=4096, disk=64), 0, thorough=True) is None
    assert limit_exceeded(child, Limits(memory=4096, disk=4), 0, thorough=True) == "disk"


def test_a_list_of_mappings_with_long_names_hides_nothing(start):
    code = """
import mmap, os
os.makedirs('x' * 250)
with open('x' * 250 + '/' + 'y' * 250, 'wb+') as file:
    file.write(bytes(4096))
    file.flush()
    # Two mappings side by side differ in their protection, so they are not merged into one.
    held = [mmap.mmap(file.fileno(), 4096, prot=1 + n % 2 * 2) for n in range(100)]
"""
    child, process = start(code)
    assert process.stdout.readline() == b"ready\n"
    assert limit_exceeded(child, ENOUGH, 0, thorough=True) is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("grader.processes.accounting._MAX_MAPS", 50_000)
        assert limit_exceeded(child, ENOUGH, 0, thorough=True) == "disk"


MAIN_THREAD_ENDS = """
import ctypes, os, threading, time
def go_on():
    while open('/proc/self/stat').read().split()[2] != 'Z': time.sleep(0.01)
    {then}
    time.sleep(1000)
threading.Thread(target=go_on).start()
ctypes.CDLL(None).syscall({exit}, 0)
"""
EXIT = {"x86_64": 60, "aarch64": 93}.get(platform.machine())


@pytest.mark.parametrize(
    ("kind", "then"),
    [
        ("memory", "global taken; taken = bytearray(400 * 2**20)"),
        ("disk", "global f; f = open('a', 'wb', 0); os.unlink('a'); f.write(bytes(3 * 2**20))"),
    ],
)
@pytest.mark.skipif(EXIT is None, reason="the number of the call is unknown")
def test_a_process_whose_main_thread_has_ended_is_still_measured(start, kind, then):
    limits = Limits(**{"memory": 4096, kind: STRICT[kind]})
    with closing(Watchdog(limits, 0)) as watchdog:
        child, process = start(MAIN_THREAD_ENDS.format(then=then, exit=EXIT))
        with watchdog.watching(child) as watch:
            assert process.wait(PATIENCE) == -signal.SIGKILL
    assert watch.exceeded == kind
