"""`grade PATH...`: grade, report, say how it went."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from rich.console import Console

from grader.commands.progress import progress_bar
from grader.errors import UsageError
from grader.pipeline import Options, exit_code, run
from grader.report.json_file import to_json
from grader.report.terminal import show
from grader.sandbox.confinement import DEFAULT_LIMITS, Limits

_STDOUT = Path("-")


def limits_from(settings: Sequence[str]) -> Limits:
    """Return the default limits with these NAME=N changed; raises UsageError."""
    limits = DEFAULT_LIMITS
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in Limits.__struct_fields__ or not value.isdecimal() or int(value) < 1:
            raise UsageError(
                f"--limit {setting}: expected NAME=N, N a whole number above 0 and NAME one of "
                f"{', '.join(Limits.__struct_fields__)}."
            )
        limits = msgspec.structs.replace(limits, **{name: int(value)})
    return limits


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
        book = run(paths, options, progress, _tell)
    if json_file == _STDOUT:
        sys.stdout.write(to_json(book, hints))
        return exit_code(book)
    if json_file is not None:
        json_file.write_text(to_json(book, hints), encoding="utf-8")
    if not quiet:
        show(book, console, hints)
    return exit_code(book)


def _tell(line: str) -> None:
    Console(stderr=True, highlight=False).print(f"grade: {line}. See: grade doctor", soft_wrap=True)
