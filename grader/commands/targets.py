"""Refuses targets for results where they would overwrite what the run reads."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from grader.errors import UsageError
from grader.report.formats import Output
from grader.submission.archive import Archives
from grader.submission.discover import discover
from grader.submission.listing import ARCHIVE, real_path
from grader.submission.names import SUFFIXES


def require_apart(
    outputs: Sequence[Output],
    paths: Sequence[Path],
    exercises: Sequence[str],
    layout: str,
    teachers: Mapping[str, Path | None],
) -> None:
    """Raise UsageError if a report would overwrite a submission, or a file of the teacher's.

    paths, layout: where submissions are and how they are arranged. teachers: files that the run
    reads beside them, each by what it is, as in "the key's file". Files are told apart by their
    inodes, since a file may have several paths.
    """
    for target in (path for output in outputs for path in output.paths()):
        status = _status(target)
        if status is None or not stat.S_ISREG(status.st_mode):
            continue
        for name, file in teachers.items():
            if file is not None and _is(real_path(file), status):
                raise UsageError(f"{target}: cannot write the results: this is {name}.")
        for submission, shown in _submissions(target, status, paths, exercises, layout):
            if _is(submission, status):
                raise UsageError(
                    f"{target}: cannot write the results: they would overwrite {shown}, which is "
                    "to be graded."
                )


def _submissions(
    target: Path,
    status: os.stat_result,
    paths: Sequence[Path],
    exercises: Sequence[str],
    layout: str,
) -> Iterator[tuple[Path, Path]]:
    """Yield the files that may be this target, each with the path to show for it."""
    for path in paths:
        yield real_path(path), path
    # Most targets cannot be submissions. Then these need not be looked for twice in a run.
    if real_path(target).suffix.lower() in (*SUFFIXES, ARCHIVE) or status.st_nlink > 1:
        with Archives() as archives:
            for learner in discover(paths, exercises, archives, layout).learners:
                yield from ((one.file.disk, one.file.disk) for one in learner.files)


def _is(file: Path, status: os.stat_result) -> bool:
    """Return whether this is that file. A link to it is not: no submission is read by a link."""
    with contextlib.suppress(OSError, ValueError):
        return os.path.samestat(file.lstat(), status)
    return False


def _status(file: Path) -> os.stat_result | None:
    with contextlib.suppress(OSError):
        return file.stat()
    return None
