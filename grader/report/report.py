"""What a format gives, and what it needs beside the presentation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from grader.report.presenter import Presentation
from grader.report.sheet import Sheet


@dataclass(frozen=True)
class Setting:
    """What a format needs beside the presentation.

    template: the sheet that the teacher downloaded. columns: which of its columns to fill, as given
    with `--column`. environment: what the course system says about the run. one_file: whether
    feedback on several learners goes into one file. ascii_only: whether only ASCII can be written.
    size: the size in bytes of the file to which the report is added. learner: whom the report for
    people shows in full among several, as typed; "" for nobody. how_to_see_one: what the report on
    a class says to do for that.
    """

    template: Sheet | None = None
    columns: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    one_file: bool = False
    ascii_only: bool = False
    size: int = 0
    learner: str = ""
    how_to_see_one: str = "add --learner NAME. For all, add --report markdown=FOLDER"


@dataclass(frozen=True)
class Report:
    """The contents of files by name, what to print, and notes for who runs the command.

    The name "" stands for the file that `--report` names. Other files are beside it, or in it if it
    is a folder.
    """

    files: Mapping[str, bytes]
    printed: str = ""
    notes: tuple[str, ...] = ()


Check: TypeAlias = Callable[[Setting, Sequence[str]], None]
"""Raises UsageError if the setting does not fit these exercises."""

Make: TypeAlias = Callable[[Presentation, Setting], Report]
"""Makes a report. Raises nothing that depends on what a learner wrote."""


def text_report(text: str, notes: tuple[str, ...] = ()) -> Report:
    """Return a report of one file with this text, in UTF-8."""
    return Report({"": encoded(text)}, notes=notes)


def encoded(text: str) -> bytes:
    """Return the text in UTF-8. What cannot be encoded is escaped, as in a Python literal."""
    return text.encode("utf-8", "backslashreplace")
