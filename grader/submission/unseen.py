"""Names the files that are not looked at: in hidden folders, and of one path in an archive."""

from __future__ import annotations

from collections.abc import Iterator

from grader.notes import first_notes
from grader.submission.archive import Archives
from grader.submission.layouts.layout import files_below, is_script, is_work
from grader.submission.listing import File, Folder

_MOST = 20


def unseen_in_folder(folder: Folder) -> tuple[str, ...]:
    """Return a note on each hidden folder that contains scripts, notebooks or archives."""
    return _first(list(_hidden(folder)), folder)


def unseen_in_archive(archive: File, folder: Folder, archives: Archives) -> tuple[str, ...]:
    """Return notes on an archive, which is listed as this folder; raises ArchiveError."""
    replaced = (
        f"{file.path}: its archive has two files of this name, and the later one counts."
        for file in archives.replaced(archive)
        if _is_of_interest(file)
    )
    return _first([*replaced, *_hidden(folder)], folder)


def _hidden(folder: Folder) -> Iterator[str]:
    for child in filter(is_work, folder.hidden):
        files = [file for file in _all_below(child) if _is_of_interest(file)]
        if files:
            others = len(files) - 1
            more = f" with {others} more file{'s' if others > 1 else ''}" if others else ""
            yield f"{files[0].path}: left out{more}, since the folder {child.path.name} is hidden."
    for child in filter(is_work, folder.folders):
        yield from _hidden(child)


def _all_below(folder: Folder) -> Iterator[File]:
    yield from files_below(folder)
    for child in filter(is_work, folder.hidden):
        yield from _all_below(child)


def _is_of_interest(file: File) -> bool:
    return is_script(file) or file.is_archive


def _first(notes: list[str], folder: Folder) -> tuple[str, ...]:
    return first_notes(notes, _MOST, f"{folder.path}: ", " notes on files that were left out.")
