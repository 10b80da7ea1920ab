"""The clock and the memory limit of the reader process, as far as they end no process."""

import signal

import pytest

from grader.submission.limits import HAS_CLOCK, limit_memory, limited_time, not_counted

LONG = 1_000.0
"""Seconds of processor time that no test uses."""


@pytest.fixture
def left():
    """A function that returns the seconds that the clock has left; 0 if it does not run."""
    if not HAS_CLOCK:
        pytest.skip("this system ends no process by its time")
    before = signal.getsignal(signal.SIGPROF)
    yield lambda: signal.getitimer(signal.ITIMER_PROF)[0]
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def test_the_clock_runs_in_the_block_alone(left):
    with limited_time(LONG):
        assert left() > LONG / 2
    assert left() == 0


def test_the_clock_stops_when_the_block_raises(left):
    with pytest.raises(KeyError), limited_time(LONG):
        raise KeyError
    assert left() == 0


def test_the_signal_ends_the_process_whatever_was_set_before(left):
    signal.signal(signal.SIGPROF, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF])
    with limited_time(LONG):
        assert signal.getsignal(signal.SIGPROF) == signal.SIG_DFL
        assert signal.SIGPROF not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_what_is_not_counted_stops_the_clock_and_gives_it_back_as_it_was(left):
    with limited_time(LONG):
        with not_counted():
            assert left() == 0
        assert left() > LONG / 2
        with pytest.raises(KeyError), not_counted():
            raise KeyError
        assert left() > LONG / 2
    assert left() == 0


def test_without_a_clock_nothing_is_started(left):
    with not_counted():
        assert left() == 0
    assert left() == 0


def test_the_memory_limit_is_in_megabytes_and_can_be_lifted_up_to_the_hard_one():
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    enough = 1 << 24  # 16 TB: more than this process takes
    try:
        limit_memory(enough)
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    assert hard == before[1]
    assert soft == (enough << 20 if hard == resource.RLIM_INFINITY else min(enough << 20, hard))
