"""The folder of a run: where it lies, who may enter, and what is removed after a killed run."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.processes import run_folder
from grader.processes.run_folder import RunFolder, remove_left_behind
from grader.sandbox.limits import MEGABYTE
from tests.conftest import REPOSITORY

TMPFS = 64 * MEGABYTE  # a container's /dev/shm

MAKE_AND_WAIT = """
import sys, tempfile
sys.path.insert(0, sys.argv[1])
tempfile.tempdir = sys.argv[2]
from pathlib import Path
from grader.processes import run_folder
run_folder._MEMORY = Path(sys.argv[2])
folder = run_folder.RunFolder()
(folder.path / "job-0").mkdir()
print(folder.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder in which all runs of a test make theirs."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(run_folder, "_MEMORY", tmp_path)
    return tmp_path


@pytest.fixture
def folder(place):
    folder = RunFolder()
    yield folder
    folder.remove()


@pytest.fixture
def run(place):
    """Another process that has a folder and lives until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", MAKE_AND_WAIT, str(REPOSITORY), str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def folder_of(run: subprocess.Popen) -> Path:
    return Path(run.stdout.readline().strip())


def kill(run: subprocess.Popen) -> None:
    run.send_signal(signal.SIGKILL)
    run.wait()


def test_others_may_pass_through_the_folder_but_not_list_it(folder):
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o711


def test_two_runs_have_different_folders(folder):
    other = RunFolder()
    assert other.path != folder.path
    assert folder.path.exists()
    other.remove()
    assert not other.path.exists()


def test_the_folder_of_a_killed_run_is_gone_at_the_next_start(run, place):
    left = folder_of(run)
    kill(run)
    assert (left / "job-0").is_dir()
    RunFolder().remove()
    assert not left.exists()


def test_the_folder_of_a_running_run_stays(run, place):
    theirs = folder_of(run)
    RunFolder().remove()
    assert (theirs / "job-0").is_dir()


def test_a_folder_of_someone_else_stays(run, place):
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    left = folder_of(run)
    kill(run)
    os.chown(left, 12_345, 12_345)
    remove_left_behind(place)
    assert left.exists()


def test_a_link_is_not_followed(run, place, tmp_path_factory):
    left = folder_of(run)
    kill(run)
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "kept"
    left.rename(elsewhere)
    left.symlink_to(elsewhere)
    remove_left_behind(place)
    assert (elsewhere / "job-0").is_dir()


def test_a_lock_that_is_a_link_is_not_followed(place):
    folder = place / "grade-planted"
    folder.mkdir()
    (place / "target").touch()
    (folder / "dl-grader.lock").symlink_to(place / "target")
    remove_left_behind(place)
    assert folder.is_dir()


def test_folders_that_are_not_of_a_run_stay(place):
    for name in ("grade-without-lock", "other"):
        (place / name).mkdir()
    (place / "other" / "dl-grader.lock").touch()
    (place / "grade-file").touch()
    remove_left_behind(place)
    assert sorted(path.name for path in place.iterdir()) == [
        *("grade-file", "grade-without-lock", "other")
    ]


def test_a_place_that_is_not_there_is_no_error(tmp_path):
    remove_left_behind(tmp_path / "missing")


@pytest.fixture
def memory(tmp_path):
    """A file system in memory of 64 MB."""
    folder = tmp_path / "shm"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={TMPFS}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or not shutil.which("mount") or subprocess.run(mount).returncode != 0:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize(("workers", "in_memory"), [(1, False), (0.5, True)])
def test_a_small_memory_is_used_only_if_every_worker_has_room(
    place, memory, monkeypatch, workers, in_memory
):
    monkeypatch.setattr(run_folder, "_MEMORY", memory)
    folder = RunFolder(room=int(workers * TMPFS))
    assert (folder.path.parent == memory) is in_memory
    folder.remove()


def test_without_a_memory_that_can_be_written_the_disk_is_used(place, tmp_path, monkeypatch):
    monkeypatch.setattr(run_folder, "_MEMORY", tmp_path / "missing")
    folder = RunFolder()
    assert folder.path.parent == place
    folder.remove()
