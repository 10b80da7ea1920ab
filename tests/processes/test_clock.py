"""The clock of a process, on real processes that compute, wait, or wait for a processor."""

import os
import subprocess
import sys
import threading
import time

import pytest

from grader.processes import clock as clock_module
from grader.processes.clock import Deadline, ProcessClock, has_schedstat, is_gone, wait_until_gone

pytestmark = pytest.mark.skipif(not has_schedstat(), reason="this kernel keeps no such sums")

COMPUTES = "while True: pass"
WAITS = "import time; time.sleep(1000)"
BOTH = """
import time
while True:
    time.sleep(0.02)
    start = time.process_time()
    while time.process_time() - start < 0.02: pass
"""
THREADS = f"""
import threading, time
for _ in range(50): threading.Thread(target=time.sleep, args=(1000,)).start()
{COMPUTES}
"""
SHORT_THREADS = """
import threading, time
def work():
    start = time.thread_time()
    while time.thread_time() - start < 0.002: pass
while True:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    time.sleep(0.01)
"""
SLEEPS_AND_STARTS_THREADS = """
import threading, time
while True:
    time.sleep(0.01)
    threading.Thread(target=int).start()
"""
LEADER_IS_GONE = """
import ctypes, threading, time
threading.Thread(target=time.sleep, args=(1000,)).start()
ctypes.CDLL(None).pthread_exit(None)
"""


@pytest.fixture
def start():
    """Start Pythons that run some code until the test is over."""
    started = []

    def start_it(code: str) -> int:
        started.append(subprocess.Popen([sys.executable, "-I", "-S", "-c", code]))
        return started[-1].pid

    yield start_it
    for process in started:
        process.kill()
        process.wait()


def look(clock: ProcessClock, seconds: float) -> float:
    """Look at a process for some seconds; return how long that took."""
    start = time.monotonic()
    while time.monotonic() < start + seconds:
        clock.elapsed()
        time.sleep(0.02)
    return time.monotonic() - start


@pytest.mark.parametrize("code", [COMPUTES, WAITS, BOTH, THREADS])
def test_no_more_counts_than_passes(start, code):
    clock = ProcessClock(start(code))
    passed = look(clock, 1.0)
    assert 0 < clock.elapsed() <= passed + 0.2


def test_waiting_of_its_own_accord_counts_as_it_passes(start):
    clock = ProcessClock(start(WAITS))
    while clock.idle() < 1:  # The test would never end if waiting did not count.
        look(clock, 0.1)
    assert clock.elapsed() >= clock.idle()


def test_computing_is_not_waiting(start):
    clock = ProcessClock(start(COMPUTES))
    look(clock, 0.5)  # until it has started
    idle = clock.idle()
    look(clock, 1.0)
    assert clock.idle() - idle < 0.1


def test_waiting_for_a_processor_counts_nothing(start):
    """Two loops share one processor with eight others: what counts is what they computed."""
    cpu = min(os.sched_getaffinity(0))
    pids = [start(f"import os; os.sched_setaffinity(0, [{cpu}])\n{COMPUTES}") for _ in range(10)]
    clocks = [ProcessClock(pid) for pid in pids]
    time.sleep(0.5)
    before = sum(clock.elapsed() for clock in clocks)
    start_time = time.monotonic()
    while time.monotonic() < start_time + 2:
        for clock in clocks:
            clock.elapsed()
        time.sleep(0.02)
    passed = time.monotonic() - start_time
    # Ten loops on one processor compute no longer than one alone.
    assert sum(clock.elapsed() for clock in clocks) - before <= passed + 0.3


def test_many_threads_that_each_waited_a_little_do_not_cancel_a_sleep(start, monkeypatch):
    """The delays are made up: fifty threads waited for a fiftieth of the time each."""
    start_time = time.monotonic()

    def fifty_threads(pid: int) -> clock_module._Threads:
        delay = (time.monotonic() - start_time) / 50
        delays = {str(number): delay for number in range(50)}
        return clock_module._Threads(dict.fromkeys(delays, 0.0), delays, frozenset("S"))

    pid = start(WAITS)
    monkeypatch.setattr(clock_module, "_threads", fifty_threads)
    clock = ProcessClock(pid)
    passed = look(clock, 0.5)
    clock.elapsed()  # a last look
    assert clock.idle() > passed / 2


def test_waits_of_threads_that_have_ended_do_not_count(start):
    cpu = min(os.sched_getaffinity(0))
    pin = f"import os; os.sched_setaffinity(0, [{cpu}])\n"
    for _ in range(9):
        start(f"{pin}{COMPUTES}")
    clock = ProcessClock(start(f"{pin}{SHORT_THREADS}"))
    passed = look(clock, 3)
    # Most of the time it waits for the processor, in one thread or the other.
    assert clock.elapsed() < passed / 3


def test_a_sleep_beside_threads_that_come_and_go_counts_once_a_limit_is_reached(start, monkeypatch):
    monkeypatch.setattr(clock_module, "_MAX_EXCUSED", 0.5)
    clock = ProcessClock(start(SLEEPS_AND_STARTS_THREADS))
    passed = 0.0
    while clock.elapsed() < 1 and passed < 10:  # On a busy machine, it takes longer to sleep.
        passed += look(clock, 1)
    assert clock.elapsed() >= 1


@pytest.mark.parametrize("code", [COMPUTES, WAITS])
def test_the_clock_of_a_process_that_has_ended_stands_still(code):
    process = subprocess.Popen([sys.executable, "-I", "-S", "-c", code])
    clock = ProcessClock(process.pid)
    look(clock, 0.2)
    process.kill()
    wait_until_gone(process.pid, lambda: False)
    look(clock, 0.1)
    at_end = clock.elapsed()
    look(clock, 0.3)
    assert clock.elapsed() == at_end
    process.wait()
    look(clock, 0.1)
    assert clock.elapsed() == at_end


def test_a_process_is_gone_when_all_its_threads_are(start):
    process = subprocess.Popen([sys.executable, "-I", "-S", "-c", ""])
    wait_until_gone(process.pid, lambda: False)  # It ends, and nobody has reaped it.
    assert is_gone(process.pid)
    process.wait()
    assert is_gone(process.pid)
    assert not is_gone(os.getpid())
    pid = start(LEADER_IS_GONE)
    time.sleep(0.5)
    assert not is_gone(pid)


def test_waiting_for_the_end_of_a_process_can_be_given_up(start):
    over = threading.Event()
    threading.Timer(0.2, over.set).start()
    pid = start(WAITS)
    wait_until_gone(pid, over.is_set)
    assert over.is_set()
    assert not is_gone(pid)


def test_a_deadline_passes_on_the_clock_of_the_process(start):
    clock = ProcessClock(start(WAITS))
    deadline = Deadline(clock, 0.3)
    assert not deadline.has_passed()
    while not deadline.has_passed():
        look(clock, 0.1)
    assert clock.elapsed() >= 0.3
