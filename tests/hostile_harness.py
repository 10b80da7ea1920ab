"""Grades hostile submissions beside real canaries, and reports the harm that they did."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import psutil

REPOSITORY = Path(__file__).resolve().parents[1]
CASES = REPOSITORY / "tests" / "hostile"


def _shared(name: str) -> str:
    """Return what follows the imports in a module that cases share."""
    text = (CASES / name).read_text(encoding="utf-8")
    return text.partition("import numpy as np\n\n\n")[2]


_SHARED = {
    "# {{FORGING}}": (CASES / "_forging.py").read_text(encoding="utf-8"),
    "# {{RIGHT_ANSWERS}}\n": _shared("_right_answers.py"),
    "# {{RIGHT_SGD_ANSWERS}}\n": _shared("_right_sgd_answers.py"),
}
ORDINARY_USER = 20_000 + os.getpid() % 20_000
"""A user of this process alone: the processes of tests beside it are not taken for its own."""


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hostile case: what it attacks, and which tasks must not pass under any isolation."""

    about: str
    threat: str
    exercise: str
    loses: tuple[str, ...] = ()
    may_lose: tuple[str, ...] = ()
    stopped_by: tuple[str, ...] = ()


def load_cases() -> dict[str, Case]:
    return {
        path.parent.name: msgspec.json.decode(path.read_bytes(), type=Case)
        for path in sorted(CASES.glob("*/expected.json"))
    }


class HostileRun(msgspec.Struct, frozen=True):
    """One run of hostile submissions: the exit code, the results by case, and the harm done."""

    exit_code: int
    errors: str
    results: dict[str, dict[str, str]]
    harm: tuple[str, ...]


def grade_hostile(names: Sequence[str], *options: str, user: int | None = None) -> HostileRun:
    """Grade these cases in one run of the command, as root or as another user.

    The other user gets the capability to read all files, so that it can run a Python in root's
    folder. Landlock still prevents learner code from reading them.
    """
    with contextlib.ExitStack() as stack:
        base = Path(tempfile.mkdtemp(prefix="hostile-"))
        stack.callback(shutil.rmtree, base, ignore_errors=True)
        base.chmod(0o755)
        canary = _canary(base / "canary")
        innocent = stack.enter_context(_innocent(user))
        sockets = stack.enter_context(_listening(base / "sockets"))
        places = {
            "{{CANARY}}": str(canary),
            "{{PID}}": str(innocent.pid),
            "{{PORT}}": str(sockets.port),
            "{{SOCKET}}": str(base / "sockets" / "stream"),
            "{{DGRAM}}": str(base / "sockets" / "datagram"),
        }
        classroom = base / "class"
        for name in names:
            place_case(CASES / name, classroom / name, places)
        report = base / "out" / "report.json"
        report.parent.mkdir()
        if user is not None:
            for path in (base, *base.rglob("*")):
                os.chown(path, user, user, follow_symlinks=False)
        before, secret, nice = _tree(canary), _secret(canary), innocent.nice()
        done = _grade(classroom, report, options, user)
        document = json.loads(report.read_text()) if report.exists() else {"submissions": []}
        text = done.stdout + done.stderr + (report.read_text() if report.exists() else "")
        harm = [
            *(["the secret is in the report"] if secret in text else []),
            *(["the canary folder was changed"] if _tree(canary) != before else []),
            *(["the innocent process ended"] if not innocent.is_running() else []),
            *(["the innocent process was stopped"] if innocent.status() != "sleeping" else []),
            *(["the innocent process was slowed"] if innocent.nice() != nice else []),
            *(f"something came to the {kind} socket" for kind in sockets.arrived()),
            *(["a process was left: " + str(p) for p in _left_over(user)]),
            *(["a control character is in the report"] if "\x1b" in text else []),
            *re.findall(r"the text 'BREACH[^'\n]*", text),
        ]
    results = {
        one["learner"]: {
            task["task"]: task["status"]
            for exercise in one["exercises"]
            if exercise["file"]  # The others were not handed in.
            for task in exercise["tasks"]
        }
        for one in document["submissions"]
    }
    return HostileRun(done.returncode, done.stderr, results, tuple(harm))


def _grade(
    classroom: Path, report: Path, options: Sequence[str], user: int | None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grader", str(classroom), "--json", str(report), *options]
    if user is not None:
        capability = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
        ids = [f"--reuid={user}", f"--regid={user}", "--clear-groups"]
        command = ["setpriv", *ids, *capability, *command]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        cwd=REPOSITORY,
        env=os.environ | {"HOME": str(report.parent), "SECRET_IN_ENVIRONMENT": "BREACH"},
        timeout=1800,
    )


def place_case(source: Path, target: Path, places: dict[str, str]) -> None:
    """Copy a case into a new folder, without what is expected of it.

    places: what replaces each placeholder, apart from those for shared code.
    """
    target.mkdir(parents=True)
    for path in source.iterdir():
        if path.name != "expected.json":
            text = path.read_text(encoding="utf-8")
            for placeholder, value in (_SHARED | places).items():
                text = text.replace(placeholder, value)
            (target / path.name).write_text(text, encoding="utf-8")


def _canary(folder: Path) -> Path:
    (folder / "writable").mkdir(parents=True)
    (folder / "other").mkdir()
    (folder / "secret.txt").write_text(secrets.token_hex(16))
    answers = (REPOSITORY / "solutions" / "02_deep_network.py").read_text()
    (folder / "other" / "02_deep_network.py").write_text(f"# {_secret(folder)}\n{answers}")
    # World-writable on purpose: permissions must not be what blocks access.
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    return folder


def _secret(folder: Path) -> str:
    return (folder / "secret.txt").read_text()


def _tree(folder: Path) -> list[tuple[str, int, int, int, str]]:
    if not folder.is_dir():
        return []
    return [
        (
            str(path.relative_to(folder)),
            (facts := path.lstat()).st_mode,
            facts.st_uid,
            facts.st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in sorted((folder, *folder.rglob("*")))
    ]


@contextlib.contextmanager
def _innocent(user: int | None) -> Iterator[psutil.Process]:
    process = subprocess.Popen(["sleep", "3600"], user=user, start_new_session=True)
    try:
        yield psutil.Process(process.pid)
    finally:
        process.kill()
        process.wait()


class _Sockets:
    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.sockets = {
            "TCP": socket.create_server(("127.0.0.1", 0)),
            "Unix stream": socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
            "Unix datagram": socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
            "UDP": socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        }
        self.port: int = self.sockets["TCP"].getsockname()[1]
        self.sockets["UDP"].bind(("127.0.0.1", self.port))
        for kind, name in (("Unix stream", "stream"), ("Unix datagram", "datagram")):
            self.sockets[kind].bind(str(folder / name))
            (folder / name).chmod(0o777)
        self.sockets["Unix stream"].listen()
        for one in self.sockets.values():
            one.setblocking(False)

    def arrived(self) -> Iterator[str]:
        for kind, one in self.sockets.items():
            with contextlib.suppress(BlockingIOError):
                one.accept() if "TCP" in kind or "stream" in kind else one.recv(1)
                yield kind


@contextlib.contextmanager
def _listening(folder: Path) -> Iterator[_Sockets]:
    sockets = _Sockets(folder)
    try:
        yield sockets
    finally:
        for one in sockets.sockets.values():
            one.close()


def _left_over(user: int | None) -> list[psutil.Process]:
    """Return processes that outlived a run: orphans that run the grader's code, and the user's."""
    left = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            is_ours = any(
                "grader.sandbox" in part or "grader.runner" in part for part in process.cmdline()
            )
            is_orphan = process.ppid() <= 1
            is_users = user is not None and process.uids().real == user
            if (is_ours and is_orphan) or (is_users and process.name() != "sleep"):
                left.append(process)
    return left
