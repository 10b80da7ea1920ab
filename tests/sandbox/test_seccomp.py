"""The filter's program, run by a simulator: allowed calls, and the errors of refused ones.

tests/processes/test_isolation.py tests the filter with the real kernel.
"""

import errno
import fcntl
import functools
import os
import signal
import termios

import pytest

from grader.sandbox import seccomp
from grader.sandbox.syscalls import ALLOWED as ALWAYS
from grader.sandbox.syscalls import JUDGED
from tests.sandbox.bpf import ALLOWED, Call, verdict

PID = 4242
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
I386, X32_BIT = 0x40000003, 0x40000000
CLONE_VM, CLONE_FS, CLONE_FILES, CLONE_SIGHAND, CLONE_THREAD = 0x100, 0x200, 0x400, 0x800, 0x10000
CLONE_NEWNS, CLONE_NEWUSER = 0x20000, 0x10000000
THREAD = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD
PTHREAD_CREATE = 0x3D0F00  # the flags of glibc
MAP_SHARED, MAP_PRIVATE, MAP_SHARED_VALIDATE, MAP_ANONYMOUS, MAP_HUGETLB = 1, 2, 3, 0x20, 0x40000
CLOSE_RANGE_UNSHARE, CLOSE_RANGE_CLOEXEC = 2, 4
PR_SET_NAME, PR_SET_DUMPABLE, PR_SET_SECCOMP = 15, 4, 22
O_TMPFILE_BIT = 0x400000
HIGH = 1 << 32


@pytest.fixture(params=ARCHITECTURES)
def machine(request):
    return request.param


@functools.cache
def program_for(machine):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platform.machine", lambda: machine)
        return seccomp._program(PID)


def numbers_of(table, machine):
    column = list(ARCHITECTURES).index(machine)
    return {name: pair[column] for name, pair in table.items() if pair[column] is not None}


def made(machine, number, *arguments):
    return verdict(program_for(machine), Call(ARCHITECTURES[machine], number, arguments))


def answer(name, *arguments):
    """Return the result of this call, which must be the same on every processor that has it."""
    (same,) = {
        made(machine, numbers[name], *arguments)
        for machine in ARCHITECTURES
        if name in (numbers := numbers_of(JUDGED, machine))
    }
    return same


def test_every_call_on_the_list_is_allowed_whatever_its_arguments(machine):
    for name, number in numbers_of(ALWAYS, machine).items():
        assert made(machine, number, *[2**64 - 1] * 6) == ALLOWED, name


def test_every_call_that_is_not_listed_is_refused(machine):
    listed = {*numbers_of(ALWAYS, machine).values(), *numbers_of(JUDGED, machine).values()}
    answers = {number: made(machine, number) for number in range(600) if number not in listed}
    assert set(answers.values()) == {errno.EPERM}


@pytest.mark.parametrize("offset", [0, 1, 500])
def test_x32_numbers_and_negative_numbers_are_refused(machine, offset):
    read = numbers_of(ALWAYS, machine)["read"]
    assert made(machine, X32_BIT + read + offset) == errno.EPERM
    assert made(machine, -1 - offset) == errno.EPERM


def test_calls_of_another_architecture_are_refused(machine):
    others = {I386, *ARCHITECTURES.values()} - {ARCHITECTURES[machine]}
    for architecture in others:
        for number in range(500):
            assert verdict(program_for(machine), Call(architecture, number)) == errno.EPERM


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("clone", (THREAD,), ALLOWED),
        ("clone", (PTHREAD_CREATE,), ALLOWED),
        *(
            ("clone", (PTHREAD_CREATE & ~shared,), errno.EPERM)
            for shared in (CLONE_VM, CLONE_FS, CLONE_FILES, CLONE_SIGHAND, CLONE_THREAD)
        ),
        ("clone", (THREAD | CLONE_NEWUSER,), errno.EPERM),
        ("clone", (THREAD | CLONE_NEWNS,), errno.EPERM),
        ("clone", (signal.SIGCHLD,), errno.EPERM),
        ("clone", (CLONE_VM | CLONE_NEWUSER,), errno.EPERM),
        ("clone", (THREAD * HIGH,), errno.EPERM),
        ("close_range", (3, 2**32 - 1, 0), ALLOWED),
        ("close_range", (3, 2**32 - 1, CLOSE_RANGE_CLOEXEC), ALLOWED),
        ("close_range", (3, 2**32 - 1, CLOSE_RANGE_UNSHARE), errno.EPERM),
        ("close_range", (3, 3, CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC), errno.EPERM),
        ("mmap", (0, 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), ALLOWED),
        ("mmap", (0, 4096, 1, MAP_PRIVATE, 3, 0), ALLOWED),
        ("mmap", (0, 4096, 3, MAP_SHARED, 3, 0), ALLOWED),
        ("mmap", (0, 4096, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0), errno.EPERM),
        ("mmap", (0, 4096, 3, MAP_SHARED_VALIDATE | MAP_ANONYMOUS, -1, 0), errno.EPERM),
        ("mmap", (0, 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0), errno.EPERM),
        ("clone3", (1, 88), errno.ENOSYS),
        ("openat2", (0, 1, 2, 24), errno.ENOSYS),
        ("io_uring_setup", (8,), errno.ENOSYS),
        ("kill", (PID, signal.SIGTERM), ALLOWED),
        ("kill", (PID + 1, 0), errno.EPERM),
        ("kill", (0, signal.SIGTERM), errno.EPERM),
        ("kill", (-1, signal.SIGKILL), errno.EPERM),
        ("kill", (-PID, signal.SIGKILL), errno.EPERM),
        ("tgkill", (PID, PID + 1, signal.SIGABRT), ALLOWED),
        ("tgkill", (PID + 1, PID, signal.SIGABRT), errno.EPERM),
        ("prctl", (PR_SET_NAME, 1), ALLOWED),
        ("prctl", (PR_SET_DUMPABLE, 1), errno.EPERM),
        ("prctl", (PR_SET_SECCOMP, 2), errno.EPERM),
        ("prlimit64", (0, 7, 0, 4096), ALLOWED),
        ("prlimit64", (PID, 7, 0, 4096), errno.EPERM),
        ("prlimit64", (0, 7, 4096, 0), errno.EPERM),
        ("prlimit64", (0, 7, 5 * HIGH, 0), errno.EPERM),
        ("sendto", (3, 4096, 10, 0, 0, 0), ALLOWED),
        ("sendto", (3, 4096, 10, 0, 4096, 16), errno.EPERM),
        ("sendto", (3, 4096, 10, 0, 5 * HIGH, 16), errno.EPERM),
    ],
)
def test_a_call_is_judged_by_its_arguments(name, arguments, expected):
    assert answer(name, *arguments) == expected


@pytest.mark.parametrize(
    "command",
    [
        fcntl.F_DUPFD,
        fcntl.F_DUPFD_CLOEXEC,
        fcntl.F_GETFD,
        fcntl.F_SETFD,
        fcntl.F_GETFL,
    ],
)
def test_descriptors_may_be_copied_and_asked_about(command):
    assert answer("fcntl", 3, command, 1) == ALLOWED


@pytest.mark.parametrize("command", [fcntl.F_SETLK, fcntl.F_SETLKW, fcntl.F_OFD_SETLK])
def test_locks_report_success_and_lock_nothing(command):
    assert answer("fcntl", 3, command, 1) == 0
    assert answer("flock", 3, fcntl.LOCK_EX) == 0


@pytest.mark.parametrize(
    "command", [fcntl.F_SETOWN, fcntl.F_SETSIG, fcntl.F_SETLEASE, fcntl.F_NOTIFY, 15, 1031, 1033]
)
def test_descriptors_send_no_signals(command):
    assert answer("fcntl", 3, command, 1) == errno.EPERM


def test_all_flags_of_a_descriptor_but_o_async_may_change():
    assert answer("fcntl", 3, fcntl.F_SETFL, os.O_NONBLOCK | os.O_APPEND) == ALLOWED
    assert answer("fcntl", 3, fcntl.F_SETFL, os.O_NONBLOCK | os.O_ASYNC) == errno.EPERM


@pytest.mark.parametrize(
    "command", [termios.TCGETS, termios.TIOCGWINSZ, termios.FIONREAD, termios.FIONBIO]
)
def test_a_terminal_may_be_queried(command):
    assert answer("ioctl", 1, command, 4096) == ALLOWED


@pytest.mark.parametrize("command", [termios.TIOCSTI, termios.TIOCSCTTY, termios.FIOASYNC, 0])
def test_a_terminal_may_not_be_used(command):
    assert answer("ioctl", 1, command, 4096) == errno.ENOTTY


@pytest.mark.parametrize(("name", "before"), [("open", ()), ("openat", (-100,))])
@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (os.O_RDONLY, ALLOWED),
        (os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, ALLOWED),
        (os.O_WRONLY | os.O_CREAT | os.O_TRUNC, ALLOWED),
        (os.O_RDWR | os.O_TRUNC, ALLOWED),
        (os.O_RDONLY | os.O_TRUNC, errno.EPERM),
        (os.O_RDONLY | os.O_TRUNC | os.O_CREAT, errno.EPERM),
        (os.O_ACCMODE | os.O_TRUNC, errno.EPERM),
        (os.O_ACCMODE, ALLOWED),
        (os.O_RDWR | os.O_TMPFILE, errno.EOPNOTSUPP),
        (os.O_WRONLY | O_TMPFILE_BIT, errno.EOPNOTSUPP),
    ],
)
def test_a_file_is_neither_nameless_nor_emptied_by_reading(name, before, flags, expected):
    assert answer(name, *before, 4096, flags, 0o600) == expected


@pytest.mark.parametrize("name", ["chmod", "fchmod", "fchmodat", "fchown", "utimensat", "utime"])
def test_changes_of_modes_owners_and_times_report_success_and_do_nothing(name):
    assert answer(name, 3, 4096, 0o777) == 0


def test_extended_attributes_are_not_supported(machine):
    numbers = [number for name, number in numbers_of(JUDGED, machine).items() if "xattr" in name]
    assert [made(machine, number) for number in numbers] == [errno.ENOTSUP] * 12


def test_every_judged_call_is_answered_by_its_own_rule(machine):
    """No rule falls through into the next one, for any arguments."""
    known = {ALLOWED, 0, errno.EPERM, errno.ENOSYS, errno.ENOTTY, errno.ENOTSUP, errno.EOPNOTSUPP}
    for name, number in numbers_of(JUDGED, machine).items():
        for arguments in ([0] * 6, [2**64 - 1] * 6, range(6)):
            assert made(machine, number, *arguments) in known, name


def test_a_processor_whose_numbers_are_unknown_is_not_filtered(monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert not seccomp.is_available()
