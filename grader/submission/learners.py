"""Tells which file is whose, in folders and archives of the shapes that course systems make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from grader.submission.archive import ArchiveError, Archives
from grader.submission.names import SUFFIXES, canvas_learners, exercise_of
from grader.submission.tree import ARCHIVE, File, Folder, file_on_disk, folder_of

_OTHER_ARCHIVES = (".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz")
_MAX_INNER_ARCHIVES = 10


class Found(msgspec.Struct, frozen=True):
    """One file, its learner and its exercise; `home` holds all of this learner's files."""

    file: File
    learner: str
    exercise: str
    home: Path


class Learners:
    """Finds every learner's files, and has a line for what is left out."""

    def __init__(self, exercises: Sequence[str], archives: Archives) -> None:
        self._exercises = exercises
        self._archives = archives
        self.notes: list[str] = []

    def in_archive(self, path: Path) -> list[Found]:
        """Find everyone's files in an archive; raises ArchiveError where it cannot be read."""
        folder = folder_of(path, self._archives.files(file_on_disk(path)))
        # Whoever packs a class folder gets an archive that holds that folder and nothing else.
        while not folder.files and len(folder.folders) == 1 and folder.folders[0].folders:
            folder = folder.folders[0]
        return self.in_folder(folder)

    def in_folder(self, folder: Folder) -> list[Found]:
        """Find everyone's files: those of one learner, or of one learner in each folder in it."""
        names = [file.path.name for file in folder.files if file.is_archive or self._is_one(file)]
        if any(map(self._is_one, folder.files)) or canvas_learners(names):
            return self._of_one_folder(folder)
        packed = [Folder(file.path, (file,)) for file in folder.files if file.is_archive]
        found: list[Found] = []
        for child in sorted((*folder.folders, *packed), key=lambda child: child.path):
            said = len(self.notes)
            here = self._of_one_folder(child)
            if not here and len(self.notes) == said:
                self.notes.append(f"{child.path}: no exercise file in it.")
            found += here
        return found

    def _is_one(self, file: File) -> bool:
        name = file.path.name
        return file.path.suffix.lower() in SUFFIXES and bool(exercise_of(name, self._exercises))

    def _of_one_folder(self, folder: Folder) -> list[Found]:
        if folder.problem:
            self.notes.append(f"{folder.path}: {folder.problem}.")
        home = folder.path.resolve()
        name = home.stem if home.suffix.lower() == ARCHIVE else home.name
        named = canvas_learners(file.path.name for file in folder.files)
        candidates: dict[tuple[str, str], list[File]] = {}
        for outer in folder.files:
            learner = named.get(outer.path.name, name)
            for file in self._unpacked(outer):
                exercise = exercise_of(file.path.name, self._exercises)
                if exercise is not None and file.path.suffix.lower() in SUFFIXES:
                    candidates.setdefault((learner, exercise), []).append(file)
        return [
            Found(self._chosen(files, exercise), learner, exercise, home)
            for (learner, exercise), files in candidates.items()
        ]

    def _chosen(self, files: Sequence[File], exercise: str) -> File:
        def order(file: File) -> tuple[bool, int, Path]:
            # The plain name before copies of it, then the alphabet: the same choice everywhere.
            return file.path.stem != exercise, len(file.path.parts), file.path

        chosen, *others = sorted(files, key=order)
        for other in others:
            where = chosen.path.name if other.path.name != chosen.path.name else chosen.path
            self.notes.append(f"{other.path}: left out, {where} was graded instead.")
        return chosen

    def _unpacked(self, file: File) -> Iterator[File]:
        """Yield the file, or if it is an archive what is in it; notes what cannot be read."""
        if file.path.suffix.lower() in _OTHER_ARCHIVES:
            self.notes.append(f"{file.path}: left out. Expected an archive to be a .zip file.")
        if not file.is_archive:
            yield file
            return
        if len(file.members) > 1:
            self.notes.append(f"{file.path}: left out, it lies in an archive in an archive.")
            return
        try:
            inner = self._archives.files(file)
        except ArchiveError as error:
            self.notes.append(f"{file.path}: {error}.")
            return
        archives = [one for one in inner if one.is_archive]
        if len(archives) > _MAX_INNER_ARCHIVES:
            self.notes.append(
                f"{file.path}: left out {len(archives)} archives in it, far too many."
            )
            inner = [one for one in inner if not one.is_archive]
        for one in inner:
            yield from self._unpacked(one)
