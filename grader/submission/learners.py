"""Assigns files to learners, in folders and archives as course systems export them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from grader.records import UNKNOWN_ACCOUNT, Account
from grader.submission.archive import ArchiveError, Archives
from grader.submission.listing import ARCHIVE, File, Folder, file_on_disk, folder_of, real_path
from grader.submission.names import (
    SUFFIXES,
    canvas_account,
    canvas_learners,
    exercise_of,
    moodle_learner,
)

_OTHER_ARCHIVES = (".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz")
_NOT_WORK = ("solutions", "node_modules", "site-packages", "venv")
"""Folders of a repository that contain no work of a learner, beside the hidden ones."""

_MAX_INNER_ARCHIVES = 10
_MAX_NOTES = 5
"""Maximum number of notes on files that were left out, for each learner."""


NO_FILE = File(Path(), Path())


class Found(msgspec.Struct, frozen=True):
    """One file, its learner and its exercise.

    file: NO_FILE if the learner handed in none for this exercise. home: the folder that contains
    all their files.
    """

    file: File
    learner: str
    exercise: str
    home: Path
    account: Account = UNKNOWN_ACCOUNT

    @property
    def is_missing(self) -> bool:
        """Whether the learner handed in no file for this exercise."""
        return self.file == NO_FILE


class Learners:
    """Finds every learner's files. `notes` collects a line for each file that is left out."""

    def __init__(self, exercises: Sequence[str], archives: Archives) -> None:
        self._exercises = exercises
        self._archives = archives
        self.notes: list[str] = []

    def in_archive(self, path: Path) -> list[Found]:
        """Find all files in an archive; raises ArchiveError if it cannot be read."""
        folder = folder_of(path, self._archives.files(file_on_disk(path)))
        # An archive of a class may contain just one folder, with all learners' folders in it.
        while not folder.files and len(folder.folders) == 1 and folder.folders[0].folders:
            folder = folder.folders[0]
        return self.in_folder(folder)

    def in_folder(self, folder: Folder) -> list[Found]:
        """Find all files in one learner's folder, or in a folder of learners' folders and archives.

        Canvas puts the files of all learners into one folder, each with the learner's name before
        its own. Such a prefix counts only in that folder, since learners choose the names in their
        own folders. A single folder beside a learner's files is taken for an old copy of them;
        several folders are taken for a class.
        """
        if folder.problem:
            self.notes.append(f"{folder.path}: {folder.problem}.")
        own = [file for file in folder.files if file.is_archive or self._exercise(file)]
        named = canvas_learners(file.path.name for file in own)
        if not named and any(map(self._exercise, own)):
            others = [child for child in self._apart(folder) if self._may_hold_answers(child)]
            if len(others) < 2:
                for child in folder.folders:
                    if child in others:
                        self.notes.append(f"{child.path}: left out, it is beside other answers.")
                return self._of_one_learner(_name(folder.path), folder.path, folder.files)
        found: list[Found] = []
        by_learner: dict[str, list[File]] = {}
        self.notes += [_other_archive(file) for file in folder.files if _is_other_archive(file)]
        for file in own:
            if file.path.name in named or not file.is_archive:
                name = named.get(file.path.name, _name(folder.path))
                by_learner.setdefault(name, []).append(file)
        for name, files in by_learner.items():
            first = files[0].path.name
            account = canvas_account(first) if first in named else UNKNOWN_ACCOUNT
            found += self._of_one_learner(name, folder.path, files, account=account)
        for child in self._apart(folder, named):
            found += self._of_child(child)
        return found

    def anywhere_in(self, folder: Folder) -> list[Found]:
        """Find the files of one learner in a folder and in all folders below it.

        Each exercise of the course is found, if only as one without a file.
        """
        if folder.problem:
            self.notes.append(f"{folder.path}: {folder.problem}.")
        name = _name(folder.path)
        found = self._of_one_learner(name, folder.path, list(_files_below(folder)))
        files = {one.exercise: one for one in found}
        home = real_path(folder.path)
        return [files.get(one, Found(NO_FILE, name, one, home)) for one in self._exercises]

    def _of_child(self, child: Folder) -> list[Found]:
        """Find one learner's files. An exception becomes a note: others must still be graded."""
        try:
            return self._of_one_learner(_name(child.path), child.path, child.files, child.problem)
        except Exception as error:  # noqa: BLE001  whatever it is, it concerns this learner alone
            self.notes.append(f"{child.path}: left out, finding its files failed: {error!r}.")
            return []

    def _apart(self, folder: Folder, named: Collection[str] = ()) -> list[Folder]:
        """Return what may be a learner's: the folders, and the archives not `named` by Canvas."""
        packed = [
            Folder(file.path, (file,))
            for file in folder.files
            if file.is_archive and file.path.name not in named
        ]
        return sorted((*folder.folders, *packed), key=lambda child: child.path)

    def _may_hold_answers(self, folder: Folder) -> bool:
        return any(file.is_archive or self._exercise(file) for file in folder.files)

    def _exercise(self, file: File) -> str | None:
        if file.path.suffix.lower() not in SUFFIXES:
            return None
        return exercise_of(file.path.name, self._exercises)

    def _of_one_learner(
        self,
        name: str,
        home: Path,
        files: Sequence[File],
        problem: str = "",
        account: Account | None = None,
    ) -> list[Found]:
        if account is None:
            name, account = moodle_learner(name)
        notes = [f"{home}: {problem}."] if problem else []
        candidates: dict[str, list[File]] = {}
        for outer in files:
            for file in self._unpacked(outer, notes):
                exercise = self._exercise(file)
                if exercise is not None:
                    candidates.setdefault(exercise, []).append(file)
        if not candidates and not notes:
            notes.append(f"{home}: contains no exercise file.")
        found = [
            Found(_chosen(several, exercise, notes), name, exercise, real_path(home), account)
            for exercise, several in candidates.items()
        ]
        self.notes += notes[:_MAX_NOTES]
        if len(notes) > _MAX_NOTES:
            self.notes.append(f"{home}: and {len(notes) - _MAX_NOTES} more files left out.")
        return found

    def _unpacked(self, file: File, notes: list[str]) -> Iterator[File]:
        """Yield the file, or its files if it is an archive; add notes on what cannot be read."""
        if _is_other_archive(file):
            notes.append(_other_archive(file))
        if not file.is_archive:
            yield file
            return
        if len(file.members) > 1:
            notes.append(f"{file.path}: left out, it is in an archive in an archive.")
            return
        try:
            inner = self._archives.files(file)
        except ArchiveError as error:
            notes.append(f"{file.path}: {error}.")
            return
        archives = [one for one in inner if one.is_archive]
        if len(archives) > _MAX_INNER_ARCHIVES:
            notes.append(f"{file.path}: left out the {len(archives)} archives in it.")
            inner = [one for one in inner if not one.is_archive]
        for one in inner:
            yield from self._unpacked(one, notes)


def _files_below(folder: Folder) -> Iterator[File]:
    """Yield the files of a folder and of the folders below it that may contain a learner's work."""
    yield from folder.files
    for child in folder.folders:
        if child.path.name not in _NOT_WORK:
            yield from _files_below(child)


def _is_other_archive(file: File) -> bool:
    return file.path.suffix.lower() in _OTHER_ARCHIVES


def _other_archive(file: File) -> str:
    return f"{file.path}: left out. Expected a .zip file."


def _name(home: Path) -> str:
    """Return the name of the learner whose files are all in this folder or archive."""
    home = real_path(home)
    return home.stem if home.suffix.lower() == ARCHIVE else home.name


def _chosen(files: Sequence[File], exercise: str, notes: list[str]) -> File:
    def order(file: File) -> tuple[bool, int, Path]:
        # The plain name first, then copies in a fixed order, so that the choice is repeatable.
        return file.path.stem != exercise, len(file.path.parts), file.path

    chosen, *others = sorted(files, key=order)
    for other in others:
        where = chosen.path.name if other.path.name != chosen.path.name else chosen.path
        notes.append(f"{other.path}: left out, {where} was graded instead.")
    return chosen
