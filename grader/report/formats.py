"""The formats of reports, and where a report goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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
)
from grader.report.report import Check, Make, Setting

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
    """One report. file: None for standard output. hints: how many to show for each check.

    is_named: whether the user named the file. Elsewhere no link is followed, since whoever made the
    working folder, such as a learner's repository, may have put it there.
    """

    format: str
    file: Path | None = None
    hints: int = 1
    setting: Setting = DEFAULT_SETTING
    is_named: bool = True

    def follows_links(self, path: Path) -> bool:
        """Return whether the target of a link at this path is written to, and not the link."""
        return self.is_named and path == self.file

    @property
    def is_folder(self) -> bool:
        """Whether the report is a folder of files."""
        return bool(self.marker) and not self.setting.one_file

    @property
    def marker(self) -> bytes:
        """How each file of the report begins, if it is a folder."""
        return b"" if self.form is None else self.form.marker

    @property
    def form(self) -> Format | None:
        """The format; None for what is printed for people."""
        return None if self.format == TERMINAL else FORMATS[self.format]

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
        beside = () if self.form is None else self.form.beside
        return (self.file, *map(self.path, beside))
