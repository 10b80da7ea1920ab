"""Control groups: found only where one was delegated; used where these tests run in one.

To run them in one: systemd-run --user --scope -p Delegate=yes .venv/bin/pytest <this file>
"""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.processes import cgroup
from grader.processes.cgroup import control_groups, delegated
from grader.sandbox.limits import Limits

HOLD = "held = bytearray(600 * 2**20)"


@pytest.fixture(scope="module")
def groups():
    groups = control_groups()
    if groups is None:
        pytest.skip("no control group was delegated to these tests")
    return groups


@pytest.fixture
def waiting():
    """Return how to start a Python that runs code once it is told to."""
    processes = []

    def start(code: str) -> subprocess.Popen:
        code = f"import sys\nsys.stdin.readline()\n{code}"
        processes.append(subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def test_a_group_is_found_only_with_the_controllers_that_are_needed():
    group = delegated()
    if group is not None:
        assert {"memory", "pids"} <= set((group / "cgroup.controllers").read_text().split())
    else:
        assert control_groups() is None


def test_where_none_was_delegated_none_is_made():
    own = cgroup._own_group()
    if delegated() is not None or own is None:
        pytest.skip("a group was delegated, or there is none")
    before = {path.name for path in own.iterdir() if path.is_dir()}
    assert control_groups() is None
    assert before == {path.name for path in own.iterdir() if path.is_dir()}


def test_a_group_that_is_gone_has_not_run_out_and_is_removed_without_error():
    cgroup.remove(Path("/sys/fs/cgroup/no-such-group"))
    assert not cgroup.has_run_out(Path("/sys/fs/cgroup/no-such-group"))


def test_a_process_that_takes_too_much_memory_is_ended_by_the_kernel(groups, waiting):
    process = waiting(HOLD)
    group = groups.add(process.pid, Limits(memory=256, disk=16))
    process.communicate(b"\n")
    assert process.returncode == -9
    assert cgroup.has_run_out(group)
    cgroup.remove(group)
    assert not group.exists()


def test_a_process_within_its_limits_ends_by_itself(groups, waiting):
    process = waiting(HOLD)
    group = groups.add(process.pid, Limits(memory=2048))
    process.communicate(b"\n")
    assert process.returncode == 0
    assert not cgroup.has_run_out(group)
    cgroup.remove(group)


def test_threads_of_a_group_are_bounded_by_the_kernel(groups, waiting):
    code = (
        "import threading, time\n"
        "for _ in range(100):\n"
        "    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()"
    )
    process = waiting(code)
    group = groups.add(process.pid, Limits(threads=8))
    process.communicate(b"\n")
    assert process.returncode == 1
    cgroup.remove(group)


def test_a_process_that_is_gone_gets_no_group(groups, waiting):
    process = waiting("")
    process.communicate(b"\n")
    with pytest.raises(OSError, match="No such process"):
        groups.add(process.pid, Limits())
