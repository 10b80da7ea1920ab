"""The arguments of Landlock's calls. tests/processes/test_isolation.py makes the real calls."""

import os
import re
import struct
from pathlib import Path

import pytest

from grader.sandbox import landlock

HEADER = Path("/usr/include/linux/landlock.h")
EXECUTE, MAKE_SYMLINK, REFER, TRUNCATE, IOCTL_DEVICE = 0, 12, 13, 14, 15


class Kernel:
    """Replaces the three calls, since their effect on a process cannot be undone."""

    def __init__(self, abi: int) -> None:
        self.abi = abi
        self.attributes: tuple[int, ...] = ()
        self.rules: list[tuple[int, int]] = []
        self.is_restricted = False

    def __call__(self, number: int, *arguments: object) -> int:
        if number == 444:
            attributes, size, flags = arguments
            if flags:
                return self.abi
            self.attributes = struct.unpack_from(f"={size // 8}Q", attributes)
            return os.open(os.devnull, os.O_RDONLY)
        if number == 445:
            _, kind, rule, _ = arguments
            assert kind == 1
            self.rules.append(struct.unpack("=Qi", rule))
        else:
            assert number == 446
            self.is_restricted = True
        return 0


@pytest.fixture
def kernel_of(monkeypatch):
    def make(abi: int) -> Kernel:
        kernel = Kernel(abi)
        monkeypatch.setattr(landlock, "_call", kernel)
        return kernel

    return make


@pytest.mark.parametrize(
    ("abi", "newest", "others"),
    [
        (1, MAKE_SYMLINK, ()),
        (2, REFER, ()),
        (3, TRUNCATE, ()),
        (4, TRUNCATE, (0b11,)),
        (5, IOCTL_DEVICE, (0b11,)),
        (6, IOCTL_DEVICE, (0b11, 0b11)),
        (7, IOCTL_DEVICE, (0b11, 0b11)),
    ],
)
def test_every_right_that_the_kernel_knows_is_denied(kernel_of, abi, newest, others):
    kernel = kernel_of(abi)
    landlock.restrict([])
    assert kernel.attributes == (2 ** (newest + 1) - 1, *others)
    assert kernel.is_restricted


def test_a_rule_grants_no_right_that_the_kernel_does_not_know(kernel_of):
    for abi, granted in ((1, 0), (3, 1)):
        kernel = kernel_of(abi)
        landlock.restrict([(7, landlock.WRITE)])
        ((access, descriptor),) = kernel.rules
        assert descriptor == 7
        assert access >> TRUNCATE == granted


def test_a_call_that_fails_is_an_error(monkeypatch):
    monkeypatch.setattr(landlock, "_call", lambda *_: -1)
    with pytest.raises(OSError, match="landlock"):
        landlock.restrict([])


def test_a_rule_on_a_file_has_only_the_rights_of_files(tmp_path):
    file = tmp_path / "file"
    file.touch()
    for path, expected in ((tmp_path, landlock.READ), (file, 1 << 2)):
        descriptor, access = landlock.open_rule(str(path), landlock.READ)
        assert os.path.samestat(os.fstat(descriptor), path.stat())
        os.close(descriptor)
        assert access == expected


def test_a_missing_path_gives_no_rule(tmp_path):
    assert landlock.open_rule(str(tmp_path / "missing"), landlock.READ) is None


def test_learner_code_may_not_execute_files_and_may_make_only_files_and_folders():
    made = [name for name in range(16) if landlock.WRITE >> name & 1]
    assert made == [1, 2, 3, 4, 5, 7, 8, REFER, TRUNCATE]
    assert not landlock.READ >> EXECUTE & 1


def test_there_is_no_landlock_on_other_systems(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    assert landlock.abi() == 0


def test_rights_have_the_bits_in_the_kernels_header():
    if not HEADER.is_file():
        pytest.skip(f"no {HEADER}: install Debian's package linux-libc-dev")
    pattern = r"LANDLOCK_ACCESS_FS_(\w+)\s+\(1ULL << (\d+)\)"
    bits = {name: int(bit) for name, bit in re.findall(pattern, HEADER.read_text())}
    names = ("WRITE_FILE", "READ_FILE", "READ_DIR", "REMOVE_DIR", "REMOVE_FILE", "MAKE_DIR")
    for name in (*names, "MAKE_REG", *({"REFER", "TRUNCATE"} & bits.keys())):
        assert getattr(landlock, f"_{name}") == 1 << bits[name], name
