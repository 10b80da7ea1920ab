"""The watchdog, over real processes: each takes too much of one thing and is killed for it."""

import platform
import signal
from contextlib import closing

import pytest

from grader.processes.watchdog import Watchdog
from grader.sandbox.limits import Limits
from tests.processes.conftest import ONLY_MAPPED, STRICT, TAKES_TOO_MUCH

PATIENCE = 60.0  # seconds; only a test that fails waits that long


@pytest.mark.parametrize("kind", TAKES_TOO_MUCH)
def test_a_process_that_takes_too_much_is_killed_and_the_limit_is_named(start_in_folder, kind):
    limits = Limits(**{"memory": 4096, kind: STRICT[kind]})
    with closing(Watchdog(limits)) as watchdog:
        child, process = start_in_folder(TAKES_TOO_MUCH[kind])
        with watchdog.watching(child) as watch:
            assert process.wait(PATIENCE) == -signal.SIGKILL
    assert watch.exceeded == kind


def test_files_that_have_no_name_any_more_count(start_in_folder):
    code = "import os\nfile = open('big', 'wb', 0)\nos.unlink('big')\nfile.write(bytes(3 * 2**20))"
    with closing(Watchdog(Limits(memory=4096, disk=2))) as watchdog:
        child, process = start_in_folder(code)
        with watchdog.watching(child) as watch:
            assert process.wait(PATIENCE) == -signal.SIGKILL
    assert watch.exceeded == "disk"


def test_a_child_is_not_looked_at_after_the_block(start_in_folder):
    with closing(Watchdog(Limits(memory=1))) as watchdog:
        child, process = start_in_folder("")
        with watchdog.watching(child):
            assert process.wait(PATIENCE) == -signal.SIGKILL
        assert watchdog._watched == set()


def test_deleted_files_that_are_only_mapped_count_as_much_as_a_file_may_have(start_in_folder):
    with closing(Watchdog(Limits(memory=4096, file=16, disk=64))) as watchdog:
        child, process = start_in_folder(ONLY_MAPPED)
        with watchdog.watching(child) as watch:
            assert process.wait(PATIENCE) == -signal.SIGKILL
    assert watch.exceeded == "disk"


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
def test_a_process_whose_main_thread_has_ended_is_still_measured(start_in_folder, kind, then):
    limits = Limits(**{"memory": 4096, kind: STRICT[kind]})
    with closing(Watchdog(limits)) as watchdog:
        child, process = start_in_folder(MAIN_THREAD_ENDS.format(then=then, exit=EXIT))
        with watchdog.watching(child) as watch:
            assert process.wait(PATIENCE) == -signal.SIGKILL
    assert watch.exceeded == kind
