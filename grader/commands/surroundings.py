"""What the command finds around itself: standard streams in any state, and signals that end it."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from grader.errors import EndedBySignal, UsageError
from grader.report.streams import StandardOutput

try:
    import resource
except ImportError:  # Windows has no such limits.
    resource = None  # type: ignore[assignment]

_REPLACE = "grader.replace"
_IN_ASCII = {"…": "...", "×": "x"}
_LEAST_FILES = 64
_USUAL_FILES = 1024
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_SIZES = ("COLUMNS", "LINES")
_USABLE_SIZE = re.compile(r"[1-9][0-9]{0,3}")


def prepare() -> None:
    """Make the standard streams safe to write to, and let signals end the run in order.

    For the process of the command only: streams, signals and the environment belong to the whole
    process.
    """
    _forget_unusable_sizes()
    _open_closed_descriptors()
    codecs.register_error(_REPLACE, _replaced)
    _allow_open_files()
    sys.stdout = _standard_output()
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for number in _signals():
        # `nohup` ignores SIGHUP; what is ignored stays ignored.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def require_surroundings(paths: Sequence[Path]) -> None:
    """Raise UsageError if these paths lead nowhere, or if too few files may be open for a run."""
    if not (has_working_folder() or all(path.is_absolute() for path in paths)):
        raise UsageError("The working folder has been removed. Change to another folder.")
    if _open_files() < _LEAST_FILES:
        raise UsageError(
            f"Only {_open_files()} files may be open at once. Confining learner code needs "
            f"{_LEAST_FILES} or more: ulimit -n {_USUAL_FILES}"
        )


def ignore_signals() -> None:
    """Ignore signals until the process has ended. Python's own handlers end earlier."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, _signals())
    for number in _signals():
        signal.signal(number, signal.SIG_IGN)


def _signals() -> list[signal.Signals]:
    """Return the signals that end a run; Windows has no SIGHUP."""
    return [signal.Signals[name] for name in _SIGNALS if hasattr(signal, name)]


def _end(number: int, _frame: FrameType | None) -> None:
    """End the run. Further signals do nothing, so that they do not interrupt the clean-up."""
    for each in _signals():
        # Not SIG_IGN: Python would complain of a signal that has arrived by now.
        signal.signal(each, lambda _number, _frame: None)
    raise EndedBySignal(number)


def _forget_unusable_sizes() -> None:
    """Drop sizes of a terminal that it cannot have; reports then have their usual width.

    Rich fails on some of them. Nothing can be shown in a width of 0.
    """
    for name in _SIZES:
        if not _USABLE_SIZE.fullmatch(os.environ.get(name, "")):
            os.environ.pop(name, None)


def _standard_output() -> StandardOutput:
    given = sys.stdout
    return StandardOutput(
        open(1, "wb", closefd=False),
        encoding="utf-8" if given is None else given.encoding,
        errors=_REPLACE,
        line_buffering=given is not None and bool(given.line_buffering),
    )


def _open_files() -> int:
    """Return how many files this process may have open at once."""
    if resource is None:
        return _USUAL_FILES
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _USUAL_FILES if soft == resource.RLIM_INFINITY else soft


def _allow_open_files() -> None:
    """Raise the number of files that may be open to the usual one, as far as this user may."""
    if resource is not None and _open_files() < _USUAL_FILES:
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = _USUAL_FILES if hard == resource.RLIM_INFINITY else min(hard, _USUAL_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _open_closed_descriptors() -> None:
    """Open standard descriptors that are closed, since the next file would take their numbers.

    A closed standard output stays one that cannot be written to.
    """
    for descriptor in (0, 1, 2):
        if not _is_open(descriptor):  # Then it is the lowest free number, which `open` takes.
            os.open(os.devnull, os.O_WRONLY if descriptor == 2 else os.O_RDONLY)


def _is_open(descriptor: int) -> bool:
    with contextlib.suppress(OSError):
        os.fstat(descriptor)
        return True
    return False


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that the encoding of a stream does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_IN_ASCII.get(character, "?") for character in missing), error.end


def has_working_folder() -> bool:
    """Return whether the working folder still exists."""
    with contextlib.suppress(FileNotFoundError):
        os.getcwd()  # noqa: PTH109
        return True
    return False
