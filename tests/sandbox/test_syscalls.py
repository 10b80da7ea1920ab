"""Numbers of system calls, compared with the kernel's own headers."""

import re
from pathlib import Path

import pytest

from grader.sandbox.syscalls import ALLOWED, JUDGED

CALLS = {**ALLOWED, **JUDGED}
HEADERS = {
    "x86_64": (
        Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        Path("/usr/include/asm/unistd_64.h"),
    ),
    # aarch64 has the numbers that are the same for all newer processors.
    "aarch64": (Path("/usr/include/asm-generic/unistd.h"),),
}
# Calls that affect more than the process itself. Neither list may contain them.
FORBIDDEN = """
    socket socketpair connect bind listen accept accept4 sendmsg sendmmsg recvmsg memfd_create
    execve execveat fork vfork ptrace process_vm_readv process_vm_writev tkill rt_sigqueueinfo
    rt_tgsigqueueinfo pidfd_open pidfd_getfd pidfd_send_signal truncate link linkat symlink
    symlinkat mknod mknodat creat chown lchown fchownat mount umount2 move_mount pivot_root chroot
    unshare setns setuid setgid setresuid setresgid setgroups capset setpriority ioprio_set
    sched_setaffinity sched_setscheduler sched_setattr setrlimit bpf perf_event_open userfaultfd
    io_uring_enter io_uring_register io_setup memfd_secret shmget shmat msgget semget mq_open
    keyctl add_key request_key inotify_init1 fanotify_init name_to_handle_at open_by_handle_at
    seccomp landlock_restrict_self kexec_load init_module finit_module reboot swapon personality
    syslog sendfile splice tee vmsplice
"""


@pytest.fixture(scope="module", params=HEADERS)
def processor(request):
    """The column in the tables and, from the header, the number of each call by name."""
    present = [path for path in HEADERS[request.param] if path.is_file()]
    if not present:
        pytest.skip(f"no {HEADERS[request.param][0]}: install Debian's package linux-libc-dev")
    return list(HEADERS).index(request.param), numbers_in(present[0].read_text())


def numbers_in(header: str) -> dict[str, int]:
    """Return the numbers that a header defines; where they differ, those for 64-bit processors."""
    defined = dict(re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", header, re.MULTILINE))
    # asm-generic defines __NR3264_fstat, then __NR_fstat by it, and __NR_fstat64 on 32 bits.
    aliases = re.findall(r"^#define __NR_(\w+) __NR3264_(\w+)$", header, re.MULTILINE)
    numbers = {name: int(number) for name, number in defined.items()}
    return numbers | {name: numbers[of] for name, of in aliases if of in numbers}


def test_the_header_is_read_like_a_compiler_reads_it(processor):
    _, numbers = processor
    assert len(numbers) > 250
    assert numbers["openat2"] == 437


@pytest.mark.parametrize("name", CALLS)
def test_a_call_has_the_number_of_the_kernels_header(processor, name):
    column, numbers = processor
    assert CALLS[name][column] == numbers.get(name)


def test_no_call_is_both_allowed_and_judged():
    assert ALLOWED.keys() & JUDGED.keys() == set()


def test_no_number_is_listed_twice():
    for column in range(2):
        listed = [pair[column] for pair in CALLS.values() if pair[column] is not None]
        assert len(listed) == len(set(listed))


def test_no_call_that_reaches_beyond_the_process_is_listed(processor):
    column, numbers = processor
    listed = {pair[column] for pair in CALLS.values()}
    names = [name for name in FORBIDDEN.split() if name in numbers]
    assert len(names) > 70
    assert [name for name in names if numbers[name] in listed] == []
