"""The formats of reports, and writing them."""

from __future__ import annotations

import codecs
import contextlib
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import OutputError, UsageError
from grader.protocol.text import one_line
from grader.records import Gradebook
from grader.report import (
    canvas,
    classroom50,
    csv_file,
    github,
    gradescope,
    json_file,
    junit,
    markdown,
    moodle,
    moodle_feedback,
    nbgrader,
    terminal,
)
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
from grader.report.presenter import Presentation, present
from grader.report.report import Check, Make, Report, Setting
from grader.report.streams import try_standard_output

TERMINAL = "terminal"
"""What is printed for people. All other formats stand in FORMATS."""

DEFAULT_SETTING = Setting()


@dataclass(frozen=True)
class Format:
    """A format of reports.

    file: the name of its file unless another is given; "" if it has none without. beside: further
    files in the same folder. marker: how each file of a folder begins; empty if the format writes
    no folder. is_text: whether it can be printed. is_for_one: whether it is about one learner only.
    is_added: whether the report is added to its file, instead of replacing it. check: for a format
    that fills a sheet, whether the sheet is right for it.
    """

    make: Make
    file: str
    beside: tuple[str, ...] = ()
    marker: bytes = b""
    is_text: bool = True
    is_for_one: bool = False
    is_added: bool = False
    check: Check | None = None

    @property
    def wants_template(self) -> bool:
        """Whether it fills a sheet that the teacher downloaded."""
        return self.check is not None


FORMATS: Mapping[str, Format] = {
    "json": Format(json_file.make, "grades.json"),
    "junit": Format(junit.make, "junit.xml"),
    "csv": Format(csv_file.make, "grades.csv"),
    "canvas": Format(canvas.make, "canvas.csv", check=canvas.check),
    "moodle": Format(moodle.make, "moodle.csv", check=moodle.check),
    "moodle-feedback": Format(moodle_feedback.make, "moodle-feedback.zip", is_text=False),
    "nbgrader": Format(nbgrader.make, "nbgrader.csv"),
    "gradescope": Format(gradescope.make, "results.json", is_for_one=True),
    "classroom50": Format(
        classroom50.make,
        "result.json",
        beside=(classroom50.BODY,),
        is_text=False,
        is_for_one=True,
    ),
    "markdown": Format(markdown.make, "feedback", marker=markdown.MARKER.encode()),
    "github": Format(github.make, "", is_added=True),
}


@dataclass(frozen=True)
class Output:
    """One report. file: None for standard output. hints: how many to show for each check."""

    format: str
    file: Path | None = None
    hints: int = 1
    setting: Setting = DEFAULT_SETTING

    @property
    def is_folder(self) -> bool:
        """Whether the report is a folder of files."""
        return bool(_marker(self)) and not self.setting.one_file

    def path(self, name: str) -> Path:
        """Return the path of one of the report's files."""
        assert self.file is not None
        if not name:
            return self.file
        return (self.file if self.is_folder else self.file.parent) / name

    def paths(self) -> tuple[Path, ...]:
        """Return the paths that are known before grading."""
        if self.file is None:
            return ()
        beside = () if self.format == TERMINAL else FORMATS[self.format].beside
        return (self.file, *map(self.path, beside))


def require_writable(outputs: Sequence[Output]) -> None:
    """Try whether these reports can be written, before hours of grading; raises UsageError.

    A temporary file is made beside each target and removed. Nothing else changes.
    """
    for output in outputs:
        for path in output.paths():
            _require_writable(output, path)
        if output.file is None and output.format != TERMINAL:
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
            try_folder(path, _marker(output))
        elif output.format != TERMINAL and FORMATS[output.format].is_added:
            try_appending(path)
        else:
            try_file(path)
    except FileNotFoundError as error:
        raise UsageError(f"{path}: cannot write the results: there is no such folder.") from error
    except (OSError, RuntimeError) as error:  # RuntimeError: links that form a circle
        is_below_a_file = isinstance(error, NotADirectoryError) and not output.is_folder
        why = getattr(error, "strerror", None) or error
        told = "there is no such folder" if is_below_a_file else why
        raise UsageError(f"{path}: cannot write the results: {told}.") from error


def require_fitting(output: Output, exercises: Sequence[str]) -> None:
    """Raise UsageError if the sheet of a report is not right for it, or for these exercises."""
    check = None if output.format == TERMINAL else FORMATS[output.format].check
    if check is not None:
        try:
            check(output.setting, exercises)
        except UsageError as error:
            raise UsageError(f"--report {output.format}: {error}") from error


def require_one_learner(outputs: Sequence[Output], learners: int) -> None:
    """Raise UsageError if there are several learners, and one of these reports is about one."""
    for output in outputs:
        if learners > 1 and output.format != TERMINAL and FORMATS[output.format].is_for_one:
            raise UsageError(
                f"--report {output.format}: this report is about one learner. The paths to grade "
                f"hold the files of {learners}."
            )


def attempt(output: Output, presentation: Presentation) -> None:
    """Make a report and forget it; raises what making it raises."""
    if output.format == TERMINAL:
        terminal.write(presentation, io.StringIO())
    else:
        FORMATS[output.format].make(presentation, output.setting)


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
    if output.format != TERMINAL and FORMATS[output.format].is_added:
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
    if output.format == TERMINAL:
        terminal.write(presentation, sys.stdout)
        sys.stdout.flush()
        return
    form = FORMATS[output.format]
    report = form.make(presentation, _fitting(output))
    if output.file is not None:
        _write_files(output, report)
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


def _write_files(output: Output, report: Report) -> None:
    assert output.file is not None
    contents = {output.path(name): content for name, content in report.files.items()}
    try:
        if FORMATS[output.format].is_added:
            for path, content in contents.items():
                append(path, content)
        else:
            old = list(_old(output, contents)) if output.is_folder else []
            replace_all(contents)
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
        is_ours = has_marker(file, _marker(output))
        if file in contents and not is_ours:
            raise FileExistsError(0, f"{file.name} is no feedback")
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


def _marker(output: Output) -> bytes:
    return b"" if output.format == TERMINAL else FORMATS[output.format].marker
