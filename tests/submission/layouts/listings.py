"""Folders of a class, listed as layouts get them."""

from __future__ import annotations

from pathlib import Path

from grader.submission.archive import Archives
from grader.submission.layouts.layout import Listing
from grader.submission.listing import file_on_disk, folder_of, folder_on_disk
from tests.submission.layouts.trees import COURSE, on_disk

CLASS = Path("/class")


def listed(*names: str, folder: Path = CLASS) -> Listing:
    """Return a folder of files with these names. They are not on the disk."""
    files = [file_on_disk(folder / name) for name in names]
    return Listing(folder_of(folder, files), COURSE.names, Archives())


def written(folder: Path, files: dict[str, bytes]) -> Listing:
    """Write files below a folder, and list it."""
    return Listing(folder_on_disk(on_disk(folder, files), 8), COURSE.names, Archives())
