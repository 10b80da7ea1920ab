"""What a real process uses at one moment, and which limit that exceeds."""

import subprocess
import sys
from dataclasses import replace

import pytest

from grader.processes.accounting import limit_exceeded, private_memory
from grader.processes.process import Child
from grader.sandbox.limits import MEGABYTE, Limits
from tests.processes.conftest import ONLY_MAPPED, STRICT, TAKES_TOO_MUCH

ENOUGH = Limits(memory=4096, disk=64, files=1000, threads=1000)


@pytest.fixture
def child_that_did(start_in_folder):
    """Return a child that has done something and waits."""

    def child_of(code: str) -> Child:
        child, process = start_in_folder(code)
        assert process.stdout.readline() == b"ready\n"
        return child

    return child_of


@pytest.mark.parametrize("kind", TAKES_TOO_MUCH)
def test_the_limit_that_a_process_exceeds_is_named(child_that_did, kind):
    child = child_that_did(TAKES_TOO_MUCH[kind])
    assert limit_exceeded(child, ENOUGH) is None
    assert limit_exceeded(child, Limits(**{"memory": 4096, kind: STRICT[kind]})) == kind


def test_what_the_server_already_takes_is_not_counted(child_that_did):
    child = child_that_did("taken = bytearray(100 * 2**20)")
    used = private_memory(child.pid)
    assert used > 100 * MEGABYTE
    assert limit_exceeded(child, Limits(memory=50)) == "memory"
    assert limit_exceeded(replace(child, base_memory=used), Limits(memory=50)) is None


def test_memory_that_may_be_shared_with_other_processes_counts(child_that_did):
    code = "import mmap; taken = mmap.mmap(-1, 100 * 2**20); taken.write(bytes(100 * 2**20))"
    assert private_memory(child_that_did(code).pid) > 100 * MEGABYTE


def test_a_process_that_is_gone_takes_nothing():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert private_memory(process.pid) == 0
    assert limit_exceeded(Child(process.pid, None), Limits(memory=1)) is None


def test_files_in_folders_count_and_so_do_the_folders(child_that_did):
    child = child_that_did(
        "import os; os.makedirs('a/b'); open('a/b/c', 'wb').write(bytes(3 * 2**20))"
    )
    assert limit_exceeded(child, Limits(memory=4096, files=3, disk=4)) is None
    assert limit_exceeded(child, Limits(memory=4096, files=2, disk=4)) == "files"
    assert limit_exceeded(child, Limits(memory=4096, files=3, disk=2)) == "disk"


def test_links_are_not_followed_and_holes_take_no_room(child_that_did, tmp_path):
    child = child_that_did(
        "import os; os.symlink('/usr', 'usr'); open('hole', 'wb').truncate(2**30)"
    )
    assert (tmp_path / "hole").stat().st_size == 2**30
    assert limit_exceeded(child, Limits(memory=4096, files=2, disk=1)) is None


def test_a_process_without_a_folder_has_no_files(child_that_did):
    child = child_that_did(TAKES_TOO_MUCH["files"])
    strict = Limits(memory=4096, files=1)
    assert limit_exceeded(child, strict) == "files"
    assert limit_exceeded(Child(child.pid, None), strict) is None


def test_a_folder_that_cannot_be_listed_counts_as_too_many_files(child_that_did, tmp_path):
    child = child_that_did("open('a', 'w').close()")
    # A file in the place of the folder: not even root can list it.
    instead = Child(child.pid, None, tmp_path / "a")
    assert limit_exceeded(instead, ENOUGH) == "files"


def test_only_a_thorough_look_finds_deleted_files_that_are_only_mapped(child_that_did):
    child = child_that_did(ONLY_MAPPED)
    limits = Limits(memory=4096, file=16, disk=64)
    assert limit_exceeded(child, limits) is None
    assert limit_exceeded(child, limits, thorough=True) == "disk"


def test_deleted_files_that_are_mapped_and_open_count_with_their_size(child_that_did):
    code = """
import mmap, os
for n in range(5):
    file = open(str(n), 'wb+')
    file.write(bytes(2**20))
    globals()[f'held_{n}'] = file, mmap.mmap(file.fileno(), 4096, prot=mmap.PROT_READ)
    os.unlink(str(n))
"""
    child = child_that_did(code)
    assert limit_exceeded(child, Limits(memory=4096, disk=64), thorough=True) is None
    assert limit_exceeded(child, Limits(memory=4096, disk=4), thorough=True) == "disk"


def test_a_list_of_mappings_with_long_names_hides_nothing(child_that_did, monkeypatch):
    code = """
import mmap, os
os.makedirs('x' * 250)
with open('x' * 250 + '/' + 'y' * 250, 'wb+') as file:
    file.write(bytes(4096))
    file.flush()
    # Two mappings side by side differ in their protection, so they are not merged into one.
    held = [mmap.mmap(file.fileno(), 4096, prot=1 + n % 2 * 2) for n in range(100)]
"""
    child = child_that_did(code)
    assert limit_exceeded(child, ENOUGH, thorough=True) is None
    monkeypatch.setattr("grader.processes.accounting._MAX_MAPS", 50_000)
    assert limit_exceeded(child, ENOUGH, thorough=True) == "disk"
