"""Lists folders on the disk and archives in the same form.

Paths inside an archive are shown as if it were a folder: `class.zip/lee/03_sgd.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

ARCHIVE = ".zip"
NOT_WORK = ("__pycache__", "node_modules", "site-packages", "solutions", "venv")
"""Folders that contain no work of a learner, beside the hidden ones. They may be very large."""

_NOT_LEARNERS = "__MACOSX"  # metadata that macOS adds to archives

_OF_TOOLS = frozenset(
    (
        *(".cache", ".conda", ".config", ".devcontainer", ".direnv", ".eggs", ".env", ".git"),
        *(".github", ".gitlab", ".hg", ".history", ".idea", ".ipynb_checkpoints", ".ipython"),
        *(".jupyter", ".keras", ".local", ".mypy_cache", ".nox", ".npm", ".pixi", ".pytest_cache"),
        *(".ruff_cache", ".spyproject", ".svn", ".tox", ".venv", ".virtual_documents"),
        *(".virtualenv", ".vs", ".vscode", ".vscode-server", ".Trash", ".trash", _NOT_LEARNERS),
    )
)
"""Folders in which programs keep what is theirs. Nobody is told that these are left out."""


class File(msgspec.Struct, frozen=True):
    """A file on the disk or in an archive.

    path: as shown in reports. disk: the file itself, or the archive on the disk that contains it.
    members: the file's name in the archive; preceded by the inner archive's name if it is in one;
    empty for a file on the disk.
    """

    path: Path
    disk: Path
    members: tuple[str, ...] = ()

    @property
    def is_archive(self) -> bool:
        """Whether its name is that of an archive."""
        return self.path.suffix.lower() == ARCHIVE

    def inside(self, name: str, parts: Sequence[str]) -> File:
        """Return the file that is called `name` in this archive."""
        return File(self.path.joinpath(*parts), self.disk, (*self.members, name))

    def holder(self) -> File:
        """Return the archive that this file is in."""
        *outer, _ = self.members
        return File(self.disk.joinpath(*outer), self.disk, tuple(outer))


class Folder(msgspec.Struct, frozen=True):
    """The contents of a folder, ordered by name. `problem`: why it could not be listed.

    hidden: the hidden folders in it that no known tool makes. They contain no work, but what is in
    them is told.
    """

    path: Path
    files: tuple[File, ...] = ()
    folders: tuple[Folder, ...] = ()
    problem: str = ""
    hidden: tuple[Folder, ...] = ()


def file_on_disk(path: Path) -> File:
    """Return the file at this path."""
    return File(path, path)


def folder_on_disk(path: Path, depth: int = 1) -> Folder:
    """List a folder and, `depth` levels deep, the folders in it. Hidden files are left out.

    Folders without work are not looked through. A link counts as a file, whatever its target.
    Reading it fails later.
    """
    files, folders, hidden = [], [], []
    try:
        with os.scandir(path) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        return Folder(path, problem=f"cannot be listed: {error.strerror}")
    for entry in listed:
        below = path / entry.name
        if is_hidden(entry.name):
            if depth > 0 and not is_of_tool(entry.name) and _is_folder(entry):
                hidden.append(folder_on_disk(below, depth - 1))
        elif not _is_folder(entry):
            files.append(file_on_disk(below))
        elif depth > 0 and entry.name in NOT_WORK:
            folders.append(Folder(below))
        elif depth > 0:
            folders.append(folder_on_disk(below, depth - 1))
    return Folder(path, tuple(files), tuple(folders), hidden=tuple(hidden))


def real_path(path: Path) -> Path:
    """Return an absolute path without links, as far as they can be followed; raises nothing.

    `Path.resolve` raises RuntimeError or OSError, as Python's version goes, for a link to itself.
    """
    try:
        return Path(os.path.realpath(path))
    except OSError:  # The working folder has been removed.
        return path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # Some file systems tell only by a look at the entry itself.
        return False


def folder_of(path: Path, files: Iterable[File]) -> Folder:
    """Return the folder `path` with these files, arranged in the folders that their paths name."""
    own: list[File] = []
    below: dict[str, list[File]] = {}
    for file in files:
        first, *rest = file.path.relative_to(path).parts
        if rest:
            below.setdefault(first, []).append(file)
        else:
            own.append(file)
    folders = [folder_of(path / name, below[name]) for name in sorted(below)]
    return Folder(
        path,
        tuple(sorted(own, key=lambda file: file.path)),
        tuple(folder for folder in folders if not is_hidden(folder.path.name)),
        hidden=tuple(folder for folder in folders if is_hidden(folder.path.name)),
    )


def is_of_tool(name: str) -> bool:
    """Return whether a folder of this name contains what a program keeps, such as `.git`."""
    return name in _OF_TOOLS


def is_hidden(name: str) -> bool:
    """Return whether a file or folder of this name is hidden, or metadata of macOS."""
    return name.startswith(".") or name == _NOT_LEARNERS
