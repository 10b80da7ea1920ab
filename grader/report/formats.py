"""The formats of reports, and writing them."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, TypeAlias

from grader.errors import OutputError, UsageError
from grader.records import Gradebook
from grader.report import json_file, terminal
from grader.report.presenter import Presentation, present
from grader.report.streams import try_standard_output

Format: TypeAlias = Callable[[Presentation, TextIO], None]
"""Writes a presentation to a stream."""

FORMATS: Mapping[str, Format] = {
    "terminal": terminal.write,
    "json": json_file.write,
}

_TRIAL = b"\n" * 4096


@dataclass(frozen=True)
class Output:
    """One report. file: None for standard output. hints: how many to show for each check."""

    format: str
    file: Path | None = None
    hints: int = 1


def require_writable(outputs: Sequence[Output]) -> None:
    """Try whether these reports can be written, before hours of grading; raises UsageError.

    A temporary file is made beside each target and removed. Nothing else changes.
    """
    for output in outputs:
        if output.file is not None:
            _require_writable(output.file)
        elif output.format == "json":
            _require_standard_output()


def _require_standard_output() -> None:
    try:
        try_standard_output()
    except OutputError as error:
        raise UsageError(f"--json -: {error}.") from error


def _require_writable(file: Path) -> None:
    try:
        _try(file)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UsageError(f"{file}: cannot write the results: there is no such folder.") from error
    except (OSError, RuntimeError) as error:  # RuntimeError: links that form a circle
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"{file}: cannot write the results: {why}.") from error


def _try(file: Path) -> None:
    if file.is_dir():
        raise IsADirectoryError(0, "this is a folder")
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(0, "this file must not be changed")
    if file.is_file() or not file.exists():
        descriptor, name = _temporary(file.resolve())
        try:
            with open(descriptor, "wb") as stream:  # noqa: PTH123  a descriptor
                stream.write(_TRIAL)
        finally:
            Path(name).unlink()


def write(book: Gradebook, outputs: Sequence[Output]) -> None:
    """Write these reports, files first. A file is replaced completely or not at all.

    If one report fails, the others are still written. Then its exception is raised: OutputError if
    it cannot be written.
    """
    ordered = sorted(outputs, key=lambda output: output.file is None)
    failed = [error for output in ordered if (error := _failure(output, book)) is not None]
    if failed:
        raise failed[0]


def _failure(output: Output, book: Gradebook) -> Exception | None:
    """Write a report, and return the exception if that failed."""
    try:
        _write(output, present(book, output.hints))
    except Exception as error:  # noqa: BLE001  raised once all reports are written
        return error
    return None


def _write(output: Output, presentation: Presentation) -> None:
    write_format = FORMATS[output.format]
    if output.file is None:
        write_format(presentation, sys.stdout)
        sys.stdout.flush()
        return
    try:
        _write_file(output.file, write_format, presentation)
    except OSError as error:
        raise OutputError(
            f"{output.file}: the results were not written: {error.strerror}. {_left(output.file)}"
        ) from error


def _left(file: Path) -> str:
    """Return what a failure left behind."""
    if _takes_a_stream(file):
        return "Part of them may have been sent: this is not a regular file."
    return "The file is as it was before."


def _takes_a_stream(file: Path) -> bool:
    """Return whether this is a pipe or a device, which is written to and not replaced."""
    try:
        return not stat.S_ISREG(file.stat().st_mode)
    except OSError:
        return False


def _write_file(file: Path, write_format: Format, presentation: Presentation) -> None:
    if _takes_a_stream(file):
        with file.open("w", encoding="utf-8") as stream:
            write_format(presentation, stream)
    else:
        # The file that a symbolic link points to is replaced, and not the link.
        _replace(file.resolve(), write_format, presentation)


def _replace(file: Path, write_format: Format, presentation: Presentation) -> None:
    """Write a temporary file and rename it, so that earlier results survive a failure."""
    descriptor, name = _temporary(file)
    try:
        with open(descriptor, "w", encoding="utf-8") as stream:  # noqa: PTH123  a descriptor
            write_format(presentation, stream)
            stream.flush()
            os.fsync(descriptor)  # Some file systems notice only now that the disk is full.
        Path(name).chmod(_mode_of(file))
        os.replace(name, file)  # noqa: PTH105  a name that mkstemp made
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _temporary(file: Path) -> tuple[int, str]:
    """Create a file beside this one. Its name is short: the other may have the longest possible."""
    return tempfile.mkstemp(prefix=".grade-", dir=file.parent)


def _mode_of(file: Path) -> int:
    """Return the permissions of a file; of a new file if there is none."""
    try:
        return file.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
