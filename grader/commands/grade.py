"""`grade PATH...`: grade, report, say how it went."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from grader.commands.progress import progress_bar
from grader.errors import UsageError
from grader.pipeline import Options, exit_code, run
from grader.report.json_file import to_json
from grader.report.terminal import show

_STDOUT = Path("-")


def grade(
    paths: Sequence[Path],
    options: Options,
    *,
    json_file: Path | None = None,
    hints: int = 1,
    quiet: bool = False,
) -> int:
    """Grade these paths and report; return the exit code. Raises GraderError."""
    if json_file is not None and json_file != _STDOUT and not json_file.resolve().parent.is_dir():
        raise UsageError(f"{json_file}: there is no such folder to write the results to.")
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in console._environ:  # noqa: SLF001
        console.width = 120
    with progress_bar(quiet=quiet) as progress:
        book = run(paths, options, progress)
    if json_file == _STDOUT:
        sys.stdout.write(to_json(book, hints))
        return exit_code(book)
    if json_file is not None:
        json_file.write_text(to_json(book, hints), encoding="utf-8")
    if not quiet:
        show(book, console, hints)
    return exit_code(book)
