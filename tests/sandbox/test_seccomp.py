"""The filter's program, run by a simulator: what is allowed, and what is refused with which error.

What the real kernel makes of it, tests/processes/test_isolation.py tries.
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
CLONE_VM, CLONE_THREAD, CLONE_NEWUSER = 0x100, 0x10000, 0x10000000
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
    """Return what this call is answered with on every processor that has it."""
    (same,) = {
        made(machine, numbers[name], *arguments)
        for machine in ARCHITECTURES
        if name in (numbers := numbers_of(JUDGED, machine))
    }
    return same


def test_every_call_on_the_list_is_allowed_whatever_its_arguments(machine):
    for name, number in numbers_of(ALWAYS, machine).items():
        assert made(machine, number, *[2**64 - 1] * 6) == ALLOWED, name


def test_every_call_on_no_list_is_refused(machine):
    listed = {*numbers_of(ALWAYS, machine).values(), *numbers_of(JUDGED, machine).values()}
    answers = {number: made(machine, number) for number in range(600) if number not in listed}
    assert set(answers.values()) == {errno.EPERM}


@pytest.mark.parametrize("offset", [0, 1, 500])
def test_numbers_of_the_second_set_and_negative_ones_are_refused(machine, offset):
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
        ("clone", (CLONE_VM | CLONE_THREAD,), ALLOWED),
        ("clone", (signal.SIGCHLD,), errno.EPERM),
        ("clone", (CLONE_VM | CLONE_NEWUSER,), errno.EPERM),
        ("clone", (CLONE_THREAD * HIGH,), errno.EPERM),
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
        fcntl.F_GETLK,
        fcntl.F_SETLK,
        fcntl.F_SETLKW,
        fcntl.F_OFD_SETLK,
    ],
)
def test_descriptors_may_be_copied_asked_about_and_locked(command):
    assert answer("fcntl", 3, command, 1) == ALLOWED


@pytest.mark.parametrize(
    "command", [fcntl.F_SETOWN, fcntl.F_SETSIG, fcntl.F_SETLEASE, fcntl.F_NOTIFY, 15, 1031, 1033]
)
def test_descriptors_send_no_signals(command):
    assert answer("fcntl", 3, command, 1) == errno.EPERM


def test_flags_of_a_descriptor_may_change_but_for_asynchronous_ones():
    assert answer("fcntl", 3, fcntl.F_SETFL, os.O_NONBLOCK | os.O_APPEND) == ALLOWED
    assert answer("fcntl", 3, fcntl.F_SETFL, os.O_NONBLOCK | os.O_ASYNC) == errno.EPERM


@pytest.mark.parametrize(
    "command", [termios.TCGETS, termios.TIOCGWINSZ, termios.FIONREAD, termios.FIONBIO]
)
def test_a_terminal_may_be_asked_about(command):
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
def test_a_file_is_opened_with_a_name_and_not_emptied_by_reading(name, before, flags, expected):
    assert answer(name, *before, 4096, flags, 0o600) == expected


@pytest.mark.parametrize("name", ["chmod", "fchmod", "fchmodat", "fchown", "utimensat", "utime"])
def test_changes_of_modes_owners_and_times_are_answered_with_success_and_not_made(name):
    assert answer(name, 3, 4096, 0o777) == 0


def test_extended_attributes_are_not_supported(machine):
    numbers = [number for name, number in numbers_of(JUDGED, machine).items() if "xattr" in name]
    assert [made(machine, number) for number in numbers] == [errno.ENOTSUP] * 12


def test_every_judged_call_is_answered_by_its_own_rule(machine):
    """No rule falls through into the next one, whatever the arguments are."""
    known = {ALLOWED, 0, errno.EPERM, errno.ENOSYS, errno.ENOTTY, errno.ENOTSUP, errno.EOPNOTSUPP}
    for name, number in numbers_of(JUDGED, machine).items():
        for arguments in ([0] * 6, [2**64 - 1] * 6, range(6)):
            assert made(machine, number, *arguments) in known, name


def test_a_processor_whose_numbers_are_unknown_is_not_filtered(monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert not seccomp.is_available()
