"""A learner's folder: the file of each exercise in it, and whether that file has changed."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TypeAlias

from grader.errors import UsageError
from grader.submission.archive import Archives
from grader.submission.discover import discover, nothing_to_grade
from grader.submission.learners import Found

Signature: TypeAlias = tuple[int, ...]
"""What changes when a file is written or replaced."""


class Folder:
    """The exercises' files under a path: a learner's folder, or one file in it."""

    def __init__(self, path: Path, exercises: Sequence[str]) -> None:
        self.path = path
        self._exercises = exercises
        self._seen: dict[str, tuple[Found, Signature]] = {}

    @property
    def place(self) -> Path:
        """The folder itself."""
        return self.path.parent if self.path.suffix and not self.path.is_dir() else self.path

    def identity(self) -> Signature | None:
        """Return what tells this folder from another one of the same path; None without one."""
        try:
            status = self.place.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def files(self) -> dict[str, Found]:
        """Return the files by exercise; raises UsageError if there are none, or several learners'.

        Of files with the same exercise, their names decide: the plain one is chosen.
        """
        with Archives() as archives:
            found = discover([self.path], self._exercises, archives, depth=1).found
        if not found:
            raise UsageError(nothing_to_grade(self.path, self._exercises))
        if len({one.learner for one in found}) > 1:
            raise UsageError(
                f"{self.path}: this folder has the files of several learners. grade watch is for "
                "one learner: name one of the folders in it."
            )
        return {one.exercise: one for one in found if not one.file.members}

    def look(self, named: Collection[str] = ()) -> dict[str, Found | None]:
        """Return the files that may have changed since the last look; None for one that is gone.

        named: the names of files that count as changed. Raises UsageError as `files` does; then
        all files are gone.
        """
        try:
            found = self.files()
        except UsageError:
            gone = dict.fromkeys(self._seen)
            if not gone:
                raise
            self._seen = {}
            return dict(gone)
        now = {name: (one, _signature(one.file.disk)) for name, one in found.items()}
        before, self._seen = self._seen, now
        changed: dict[str, Found | None] = {
            name: one
            for name, (one, signature) in now.items()
            if before.get(name) != (one, signature) or one.file.path.name in named
        }
        return changed | {name: None for name in before if name not in now}

    def latest(self, found: Collection[Found]) -> list[Found]:
        """Return files with the one that was saved last in front."""
        return sorted(found, key=lambda one: _signature(one.file.disk)[:1], reverse=True)


def _signature(file: Path) -> Signature:
    try:
        status = os.lstat(file)
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns
