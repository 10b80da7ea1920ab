"""Reads .zip files without unpacking them to the disk.

Names in an archive therefore cannot lead to other files, and only what is read takes memory. The
standard library's `zipfile` reads the format, which is PKWARE's APPNOTE.TXT.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TypeAlias, cast

from grader.errors import GraderError
from grader.submission.listing import File, is_hidden, is_of_tool
from grader.submission.regular_file import NotRegularError, is_machines_fault, open_regular

MAX_INNER_ARCHIVE = 50_000_000
"""Maximum size in bytes of a .zip file inside another one. It is read into memory."""

MAX_DIRECTORY = 2_000_000
"""Maximum size in bytes of an archive's central directory: about 15,000 files."""

_MAX_DEPTH = 32
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others can take gigabytes of memory
_ENCRYPTED = 0x1
_MOST_AT_ONCE = 1_000_000  # unpacking more in one call would take twice the memory


def _leads_out(part: str) -> bool:
    return part == ".." or "/" in part or ":" in part  # "//a" is one part, "C:" is a drive


class ArchiveError(GraderError):
    """The archive, or a file in it, cannot be read; the message says why."""


class _Stream(io.BufferedReader):
    """A stream that reads at most MAX_DIRECTORY bytes at once.

    zipfile reads the central directory in one call and files in pieces, so this limits the size of
    the central directory only.
    """

    was_cut = False

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and 0 <= size <= MAX_DIRECTORY:
            return super().read(size)
        content = super().read(MAX_DIRECTORY)
        self.was_cut = self.was_cut or len(content) == MAX_DIRECTORY
        return content


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    content = io.BytesIO()
    with archive.open(entry) as packed:
        while left := limit - content.tell():
            piece = packed.read(min(left, _MOST_AT_ONCE))
            if not piece:
                break
            content.write(piece)
    return content.getvalue()


def _because(told: str, error: Exception) -> str:
    """Return the line with the text of the error. The EOFError of a cut file has none."""
    return f"{told}: {error}" if str(error) else told


_Place: TypeAlias = tuple[Path, tuple[str, ...]]


class Archives:
    """Opens archives. Keeps the last one of each nesting depth open, for reading its next file."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[_Place, _Stream, zipfile.ZipFile]] = {}

    def __enter__(self) -> Archives:
        return self

    def __exit__(self, *_: object) -> None:
        for depth in list(self._open):
            self._close(depth)

    def files(self, archive: File) -> list[File]:
        """List the files in an archive, the last of those with one path; raises ArchiveError.

        Leaves out hidden files, what is in folders of tools, and names that lead out of the
        archive, which no ordinary program writes.
        """
        found = {file.path: file for file, _ in self._entries(archive)}
        return [found[path] for path in sorted(found)]

    def replaced(self, archive: File) -> list[File]:
        """List the files in place of which another one of the same path counts, and differs."""
        found: dict[Path, set[tuple[int, int]]] = {}
        replaced = {}
        for file, entry in self._entries(archive):
            contents = found.setdefault(file.path, set())
            contents.add((entry.CRC, entry.file_size))
            if len(contents) > 1:
                replaced[file.path] = file
        return [replaced[path] for path in sorted(replaced)]

    def _entries(self, archive: File) -> Iterator[tuple[File, zipfile.ZipInfo]]:
        for entry in self._opened(archive).infolist():
            name = entry.filename
            parts = PurePosixPath(name.replace("\\", "/")).parts
            is_strange = not 0 < len(parts) <= _MAX_DEPTH or any(map(_leads_out, parts))
            if is_strange or entry.is_dir() or is_hidden(parts[-1]):
                continue
            if not any(map(is_of_tool, parts)):
                yield archive.inside(name, parts), entry

    def content(self, file: File, limit: int) -> bytes:
        """Return the first `limit` bytes of a file in an archive; raises ArchiveError."""
        archive = self._opened(file.holder())
        try:
            entry = archive.getinfo(file.members[-1])  # the last one, if several have this name
        except KeyError as error:
            raise ArchiveError("the file is no longer in the archive") from error
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
            raise ArchiveError("this is not a regular file")
        if entry.flag_bits & _ENCRYPTED:
            raise ArchiveError("the file is protected with a password in its archive")
        if entry.compress_type not in _METHODS:
            raise ArchiveError(
                "the file is compressed in an unusual way; expected a plain .zip file"
            )
        try:
            return _unpacked(archive, entry, limit)
        except Exception as error:  # zipfile raises many types for malformed files
            if is_machines_fault(error):
                raise
            raise ArchiveError(_because("the file is damaged in its archive", error)) from error

    def _opened(self, archive: File) -> zipfile.ZipFile:
        depth, place = len(archive.members), (archive.disk, archive.members)
        if depth not in self._open or self._open[depth][0] != place:
            self._close(depth)
            stream = self._stream(archive)
            try:
                self._open[depth] = (place, stream, zipfile.ZipFile(stream))
            except Exception as error:  # zipfile raises many types for malformed files
                stream.close()
                if is_machines_fault(error):
                    raise
                if stream.was_cut:
                    raise ArchiveError("the archive contains far too many files") from error
                told = _because("this is not a .zip file that can be read", error)
                raise ArchiveError(told) from error
        return self._open[depth][2]

    def _stream(self, archive: File) -> _Stream:
        if not archive.members:
            try:
                return _Stream(open_regular(archive.path))
            except (OSError, NotRegularError) as error:
                if is_machines_fault(error):
                    raise
                why = (isinstance(error, OSError) and error.strerror) or error
                raise ArchiveError(f"the archive cannot be opened: {why}") from error
        content = self.content(archive, MAX_INNER_ARCHIVE + 1)
        if len(content) > MAX_INNER_ARCHIVE:
            raise ArchiveError(f"this inner archive is larger than {MAX_INNER_ARCHIVE:,} bytes")
        return _Stream(cast("io.RawIOBase", io.BytesIO(content)))  # it accepts any stream

    def _close(self, depth: int) -> None:
        if depth in self._open:
            _, stream, archive = self._open.pop(depth)
            archive.close()
            stream.close()
