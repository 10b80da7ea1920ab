"""Feedback files for Moodle: a zip with a folder for each participant, named as in the download.

https://docs.moodle.org/en/File_feedback: the teacher uploads it with "Upload multiple feedback
files in a zip". Moodle finds the participant by the number in the folder's name.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import PurePath

import msgspec
from rich.console import Console

from grader.notes import listed
from grader.records import Gradebook, LearnerResult
from grader.report.column import WIDTH
from grader.report.presenter import Presentation, present
from grader.report.report import Report, Setting, encoded
from grader.report.terminal import show

FILE = "feedback.txt"

# The same for all, so that the same results are the same bytes. Zip files know no earlier year.
_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_BOM = "\ufeff"


def make(presentation: Presentation, setting: Setting) -> Report:
    """Make the zip. Each file holds what `grade` prints for this learner alone."""
    stream = io.BytesIO()
    lost = []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for learner in presentation.book.learners:
            folder = learner.account.folder
            if not folder:
                lost.append(learner.learner)
                continue
            entry = zipfile.ZipInfo(f"{folder}/{FILE}", _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            # The mark tells a browser that opens the file that it is UTF-8.
            archive.writestr(entry, encoded(_BOM + printed(learner, presentation.hints)))
    return Report({"": stream.getvalue()}, notes=_told(lost))


def _told(lost: Sequence[str]) -> tuple[str, ...]:
    if not lost:
        return ()
    what = "left out of the zip: no folder named as in a download from Moodle"
    return (f"Moodle: {listed(what, lost)}",)


def printed(learner: LearnerResult, hints: int) -> str:
    """Return what is printed for one learner, without the paths of the machine that graded."""
    exercises = tuple(
        msgspec.structs.replace(one, file=PurePath(one.file).name) for one in learner.exercises
    )
    own = msgspec.structs.replace(learner, exercises=exercises)
    stream = io.StringIO()
    console = Console(file=stream, highlight=False, width=WIDTH, color_system=None)
    show(present(Gradebook((own,)), hints), console)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
