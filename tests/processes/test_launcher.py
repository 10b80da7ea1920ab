"""Starting real learners' processes and trainers under the confinement of a session."""

import time
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from grader.processes.isolation import Isolation
from grader.processes.launcher import Launcher
from grader.sandbox.limits import DEFAULT_LIMITS
from grader.trainer.pool import PROCESS


@pytest.fixture
def started(launcher):
    """Start processes and end them when the test is over."""
    children = []

    def start(how, *arguments):
        children.append(how(*arguments))
        return children[-1]

    yield start
    for child in children:
        launcher.end(child)


def wait_until_confined(child) -> Path:
    """Wait for the folder of a child, which is the first thing that a child makes."""
    while not child.folder.is_dir():
        assert psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE
        time.sleep(0.01)
    return child.folder


def test_every_learners_process_has_its_own_folder_which_is_removed_with_it(launcher):
    children = [launcher.start_learner(60) for _ in range(3)]
    folders = [wait_until_confined(child) for child in children]
    assert len(set(folders)) == 3
    assert len({folder.parent for folder in folders}) == 1
    for child in children:
        launcher.end(child)
    assert not any(folder.exists() for folder in folders)


def test_a_trainer_has_no_folder(launcher, started):
    assert started(launcher.start_trainer, PROCESS).folder is None


def test_without_isolation_processes_are_not_confined(server, started):
    with closing(Launcher(server, Isolation(None, {}), DEFAULT_LIMITS)) as open_launcher:
        child = started(open_launcher.start_learner, 60)
        assert child.folder is None


def test_an_ended_process_is_gone_and_its_signal_is_known(launcher):
    child = launcher.start_learner(60)
    assert launcher.end(child) == -9
    assert not psutil.pid_exists(child.pid)
