"""Real processes that take too much of one thing, for the watchdog and what it measures with."""

import subprocess
import sys

import pytest

from grader.processes.process import Child

WAIT = "\nprint('ready', flush=True)\nimport time\ntime.sleep(1000)\n"

TAKES_TOO_MUCH = {
    "memory": "taken = bytearray(400 * 2**20)",
    "files": "for n in range(9): open(str(n), 'w').close()",
    "disk": "open('big', 'wb').write(bytes(3 * 2**20))",
    "threads": (
        "import threading, time\n"
        "for _ in range(9): threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()"
    ),
}
STRICT = {"memory": 200, "files": 8, "disk": 2, "threads": 8}
"""Limits that these processes exceed."""

ONLY_MAPPED = """
import mmap, os
held = []
for n in range(5):
    file = open(str(n), 'wb+', 0)
    file.write(bytes(2**20))
    held.append(mmap.mmap(file.fileno(), 4096, mmap.MAP_PRIVATE, mmap.PROT_READ))
    os.unlink(str(n))
    file.close()
    for fd in os.listdir('/proc/self/fd'):  # mmap has opened it again
        if int(fd) > 2: os.closerange(int(fd), int(fd) + 1)
"""


@pytest.fixture
def start_in_folder(tmp_path):
    """Start a Python that does something in its folder and then waits to be ended."""
    processes = []

    def start_it(code: str) -> tuple[Child, subprocess.Popen]:
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", code + WAIT],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        processes.append(process)
        return Child(process.pid, None, tmp_path), process

    yield start_it
    for process in processes:
        process.kill()
        process.communicate()
