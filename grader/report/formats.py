"""The formats of reports, and writing them."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, TypeAlias

from grader.records import Gradebook
from grader.report import json_file, terminal
from grader.report.presenter import Presentation, present

Format: TypeAlias = Callable[[Presentation, TextIO], None]
"""Writes a presentation to a stream."""

FORMATS: Mapping[str, Format] = {
    "terminal": terminal.write,
    "json": json_file.write,
}


@dataclass(frozen=True)
class Output:
    """One report. file: None for standard output. hints: how many to show for each check."""

    format: str
    file: Path | None = None
    hints: int = 1


def write(book: Gradebook, outputs: Sequence[Output]) -> None:
    """Write these reports, files first. A file is replaced completely or not at all."""
    for output in sorted(outputs, key=lambda output: output.file is None):
        presentation = present(book, output.hints)
        write_format = FORMATS[output.format]
        if output.file is None:
            write_format(presentation, sys.stdout)
        elif output.file.exists() and not output.file.is_file():
            with output.file.open("w", encoding="utf-8") as stream:  # a pipe or a device
                write_format(presentation, stream)
        else:
            # The file that a symbolic link points to is replaced, and not the link.
            _replace(output.file.resolve(), write_format, presentation)


def _replace(file: Path, write_format: Format, presentation: Presentation) -> None:
    """Write a temporary file and rename it, so that earlier results survive a failure."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with open(descriptor, "w", encoding="utf-8") as stream:  # noqa: PTH123  a descriptor
            write_format(presentation, stream)
        Path(name).chmod(_mode_of(file))
        os.replace(name, file)  # noqa: PTH105  a name that mkstemp made
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode_of(file: Path) -> int:
    """Return the permissions of a file; of a new file if there is none."""
    try:
        return file.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
