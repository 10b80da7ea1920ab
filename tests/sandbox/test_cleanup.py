"""Removing folders, finding the processes to end, and giving up those that do not end."""

import os
import subprocess
import sys

import pytest

from grader.sandbox.cleanup import _reaped, own_children, remove_folder
from tests.conftest import REPOSITORY


def test_a_folder_of_any_depth_and_permissions_is_removed(tmp_path):
    folder = tmp_path / "job-1"
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "-rf").write_text("x")
    (deep / "link").symlink_to(tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    deep.chmod(0)
    (folder / "a").chmod(0)
    remove_folder(str(folder))
    assert not folder.exists()
    assert (tmp_path / "kept" / "file").exists()


def test_a_missing_folder_is_not_an_error(tmp_path):
    remove_folder(str(tmp_path / "job-1"))


def test_children_are_listed_until_they_are_reaped():
    process = subprocess.Popen([sys.executable, "-c", ""])
    assert process.pid in own_children()
    process.wait()
    assert process.pid not in own_children()


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="without it, the wait has no limit")
def test_a_process_that_does_not_end_in_time_is_given_up():
    # It ends by itself much later, so a wait without a limit would return its exit code.
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(10)"])
    assert _reaped(process.pid, 0.05) is None
    assert process.pid in own_children()
    process.kill()
    assert process.wait() == -9


# No process that a test can start survives SIGKILL. So here no end of a process is ever seen.
NOTHING_ENDS = """
import subprocess, sys
from grader.sandbox import cleanup
cleanup._reaped = lambda pid, patience: None
waits = [sys.executable, "-c", "import time; time.sleep(60)"]
child, stray = (subprocess.Popen(waits) for _ in range(2))
print(cleanup.end_process(child.pid))
print(child.wait(), stray.wait())
"""


def test_a_child_and_a_stray_that_never_end_do_not_hold_up_the_others():
    done = subprocess.run(
        [sys.executable, "-c", NOTHING_ENDS],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,  # only if it never gives up
    )
    assert done.stdout.splitlines() == ["-9", "-9 -9"]
