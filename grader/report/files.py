"""Writes files whole or not at all, and tries before the run whether they can be written."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

_TRIAL = b"\n" * 4096


def try_file(file: Path, *, follow: bool = True) -> None:
    """Try whether this file can be written; raises OSError, or RuntimeError for a circle of links.

    A temporary file is made beside it and removed. Nothing else changes. follow: whether links are
    followed; otherwise a link, a pipe or a device is replaced by the file.
    """
    if not follow:
        if file.is_dir() and not file.is_symlink():
            raise IsADirectoryError(0, "this is a folder")
        _try_beside(file)
        return
    if file.is_dir():
        raise IsADirectoryError(0, "this is a folder")
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(0, "this file must not be changed")
    if file.is_file() or not file.exists():
        _try_beside(file.resolve())


def try_folder(folder: Path, marker: bytes, *, follow: bool = True) -> None:
    """Try whether files can be written into this folder, which may not exist; raises OSError.

    Also if it contains a file that does not begin with the marker, and so is not ours to replace.
    follow: whether it may be a link to a folder.
    """
    if not follow and folder.is_symlink():
        raise NotADirectoryError(0, "this is a link, and a folder is needed")
    if not folder.exists():
        _try_beside(folder.resolve())
        return
    if not folder.is_dir():
        raise NotADirectoryError(0, "this is a file, and a folder is needed")
    _try_beside(folder / "trial")
    for file in folder.iterdir():
        if not has_marker(file, marker):
            raise FileExistsError(
                0, f"the folder contains {file.name}, which is not feedback. Name another folder"
            )


def try_appending(file: Path) -> None:
    """Try whether text can be added to this file; raises OSError."""
    if not file.exists():
        _try_beside(file.resolve())
    elif file.is_dir() or not os.access(file, os.W_OK):
        raise PermissionError(0, "this file must not be changed")


def has_marker(file: Path, marker: bytes) -> bool:
    """Return whether this is a regular file that begins with the marker."""
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(len(marker)) == marker


def takes_a_stream(file: Path) -> bool:
    """Return whether this is a pipe or a device, which is written to and not replaced."""
    try:
        return not stat.S_ISREG(file.stat().st_mode)
    except OSError:
        return False


def replace_all(contents: Mapping[Path, bytes], followed: Collection[Path] = ()) -> None:
    """Write these files; raises OSError. None is replaced before all are written.

    followed: the paths at which the file that a symbolic link points to is replaced, and a pipe or
    a device is written to. Elsewhere these are replaced themselves.
    """
    written: dict[str, Path] = {}
    try:
        for file, content in contents.items():
            if file in followed and takes_a_stream(file):
                file.write_bytes(content)
            else:
                target = file.resolve() if file in followed else file
                written[_written(target, content)] = target
        for name in list(written):
            os.replace(name, written.pop(name))  # noqa: PTH105  a name that mkstemp made
    except BaseException:
        for name in written:
            Path(name).unlink(missing_ok=True)
        raise


def append(file: Path, content: bytes) -> None:
    """Add to the end of a file; raises OSError. If that fails, the file is as it was before."""
    with file.open("ab", buffering=0) as opened:
        before = opened.tell()
        try:
            while content:
                content = content[opened.write(content) :]
        except OSError:
            opened.truncate(before)
            raise


def _written(file: Path, content: bytes) -> str:
    """Write a temporary file beside this one, and return its name."""
    descriptor, name = _temporary(file)
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123  a descriptor
            stream.write(content)
            stream.flush()
            os.fsync(descriptor)  # Some file systems notice only now that the disk is full.
        Path(name).chmod(_mode_of(file))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return name


def _try_beside(file: Path) -> None:
    descriptor, name = _temporary(file)
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123  a descriptor
            stream.write(_TRIAL)
    finally:
        Path(name).unlink()


def _temporary(file: Path) -> tuple[int, str]:
    """Create a file beside this one. Its name is short: the other may have the longest possible."""
    return tempfile.mkstemp(prefix=".grade-", dir=file.parent)


def _mode_of(file: Path) -> int:
    """Return the permissions of a regular file; of a new file if there is none."""
    try:
        status = file.lstat()
    except OSError:
        status = None
    if status is not None and stat.S_ISREG(status.st_mode):
        return status.st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
