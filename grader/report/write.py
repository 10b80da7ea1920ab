"""Writes reports, after trying whether they can be written."""

from __future__ import annotations

import codecs
import contextlib
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from grader.errors import OutputError, UsageError
from grader.protocol.text import one_line
from grader.records import Gradebook
from grader.report import terminal
from grader.report.by_name import the_learner
from grader.report.column import harmless
from grader.report.files import (
    append,
    has_marker,
    replace_all,
    takes_a_stream,
    try_appending,
    try_file,
    try_folder,
)
from grader.report.formats import Output
from grader.report.presenter import Presentation, present
from grader.report.report import Report, Setting
from grader.report.streams import try_standard_output


def require_writable(outputs: Sequence[Output]) -> None:
    """Try whether these reports can be written, before hours of grading; raises UsageError.

    A temporary file is made beside each target and removed. Nothing else changes.
    """
    for output in outputs:
        for path in output.paths():
            _require_writable(output, path)
        if output.file is None and output.form is not None:
            _require_standard_output(output.format)


def _require_standard_output(name: str) -> None:
    try:
        try_standard_output()
    except OutputError as error:
        option = "--json -" if name == "json" else f"--report {name}"
        raise UsageError(f"{option}: {error}.") from error


def _require_writable(output: Output, path: Path) -> None:
    try:
        if output.is_folder:
            try_folder(path, output.marker, follow=output.follows_links(path))
        elif output.form is not None and output.form.is_added:
            try_appending(path)
        else:
            try_file(path, follow=output.follows_links(path))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: cannot write the results: there is no such folder.") from error
    except (OSError, RuntimeError) as error:  # RuntimeError: links that form a circle
        is_below_a_file = isinstance(error, NotADirectoryError) and not output.is_folder
        why = getattr(error, "strerror", None) or error
        told = "there is no such folder" if is_below_a_file else why
        raise UsageError(f"{path}: cannot write the results: {told}.") from error


def require_fitting(output: Output, exercises: Sequence[str]) -> None:
    """Raise UsageError if the sheet of a report is not right for it, or for these exercises."""
    if output.form is not None and output.form.check is not None:
        try:
            output.form.check(output.setting, exercises)
        except UsageError as error:
            raise UsageError(f"--report {output.format}: {error}") from error


def require_one_learner(outputs: Sequence[Output], learners: int) -> None:
    """Raise UsageError if there are several learners, and one of these reports is about one."""
    for output in outputs:
        if learners > 1 and output.form is not None and output.form.is_for_one:
            raise UsageError(
                f"--report {output.format}: this report is about one learner. The paths to grade "
                f"hold the files of {learners}."
            )


def require_learner(outputs: Sequence[Output], names: Sequence[str]) -> None:
    """Raise UsageError if a report is to show a learner whom nobody of these is."""
    for wanted in (output.setting.learner for output in outputs if output.setting.learner):
        the_learner(wanted, names, f"--learner {wanted}")


def attempt(output: Output, presentation: Presentation) -> None:
    """Make a report and forget it; raises what making it raises."""
    if output.form is None:
        terminal.write(presentation, io.StringIO(), output.setting)
    else:
        output.form.make(presentation, output.setting)


def write(book: Gradebook, outputs: Sequence[Output]) -> None:
    """Write these reports, files first. A file is replaced completely or not at all.

    If one report fails, the others are still written. Then its exception is raised: OutputError if
    it cannot be written.
    """
    ordered = sorted(outputs, key=_rank)
    failed = [error for output in ordered if (error := _failure(output, book)) is not None]
    if failed:
        raise failed[0]


def _rank(output: Output) -> int:
    """Return the place of a report: files, then what is printed, then what is added to that."""
    if output.form is not None and output.form.is_added:
        return 2
    return 1 if output.file is None else 0


def _failure(output: Output, book: Gradebook) -> Exception | None:
    """Write a report, and return the exception if that failed."""
    try:
        _write(output, present(book, output.hints))
    except Exception as error:  # noqa: BLE001  raised once all reports are written
        return error
    return None


def _write(output: Output, presentation: Presentation) -> None:
    form = output.form
    if form is None:
        terminal.write(presentation, sys.stdout, output.setting)
        sys.stdout.flush()
        return
    report = form.make(presentation, _fitting(output))
    if output.file is not None:
        _write_files(output, report, is_added=form.is_added)
    elif not form.is_added:
        _print(report.files[""].decode("utf-8").removeprefix("\ufeff"))
    _print(report.printed)
    with contextlib.suppress(OSError):  # Standard error may be closed or full.
        for note in report.notes:
            print(f"grade: {harmless(one_line(note))}", file=sys.stderr)  # noqa: T201


def _fitting(output: Output) -> Setting:
    if output.file is not None:
        return output.setting
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return replace(output.setting, ascii_only=codecs.lookup(encoding).name != "utf-8")


def _print(text: str) -> None:
    if text:
        sys.stdout.write(text)
        sys.stdout.flush()


def _write_files(output: Output, report: Report, *, is_added: bool) -> None:
    assert output.file is not None
    contents = {output.path(name): content for name, content in report.files.items()}
    try:
        if is_added:
            for path, content in contents.items():
                append(path, content)
        else:
            old = list(_old(output, contents)) if output.is_folder else []
            replace_all(contents, set(filter(output.follows_links, contents)))
            for path in old:
                path.unlink()
    except OSError as error:
        raise OutputError(
            f"{output.file}: the results were not written: {error.strerror}. {_left(output)}"
        ) from error


def _old(output: Output, contents: Mapping[Path, bytes]) -> Iterator[Path]:
    """Yield the files of earlier feedback in a folder, which is made if it does not exist.

    Raises OSError if a file that is none of ours would be replaced.
    """
    assert output.file is not None
    output.file.mkdir(exist_ok=True)
    for file in output.file.iterdir():
        is_ours = has_marker(file, output.marker)
        if file in contents and not is_ours:
            raise FileExistsError(0, f"{file.name} is not feedback")
        if file not in contents and is_ours:
            yield file


def _left(output: Output) -> str:
    """Return what a failure left behind."""
    assert output.file is not None
    if output.is_folder:
        return "The folder is as it was before."
    if takes_a_stream(output.file):
        return "Part of them may have been sent: this is not a regular file."
    return "The file is as it was before."
