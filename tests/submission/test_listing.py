"""Listing folders on the disk and in archives in the same form."""

from pathlib import Path

import pytest

from grader.submission import listing
from grader.submission.listing import (
    File,
    Folder,
    file_on_disk,
    folder_of,
    folder_on_disk,
    is_hidden,
)


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def names(folder: Folder) -> list[str]:
    return [file.path.name for file in folder.files]


def test_a_folder_is_listed_by_name_with_the_folders_in_it(tmp_path):
    touch(tmp_path, "b.py", "a.py", "zoe/c.py", "ada/d.py", "ada/deep/e.py")
    listed = folder_on_disk(tmp_path)
    assert names(listed) == ["a.py", "b.py"]
    assert [folder.path.name for folder in listed.folders] == ["ada", "zoe"]
    assert names(listed.folders[0]) == ["d.py"]
    assert listed.folders[0].folders == ()


def test_files_that_programs_made_are_left_out(tmp_path):
    touch(tmp_path, ".DS_Store", "__MACOSX/a.py", ".ipynb_checkpoints/a.py", "a.py")
    assert folder_on_disk(tmp_path) == Folder(tmp_path, (file_on_disk(tmp_path / "a.py"),))


def test_a_link_to_a_folder_is_a_file_and_is_not_entered(tmp_path):
    touch(tmp_path, "ada/a.py")
    (tmp_path / "bob").symlink_to("ada")
    listed = folder_on_disk(tmp_path)
    assert names(listed) == ["bob"]
    assert [folder.path.name for folder in listed.folders] == ["ada"]


def test_a_folder_that_cannot_be_listed_has_a_problem(tmp_path):
    listed = folder_on_disk(tmp_path / "missing")
    assert listed == Folder(
        tmp_path / "missing", problem="cannot be listed: No such file or directory"
    )


def test_an_inner_folder_that_cannot_be_listed_does_not_affect_the_others(tmp_path, monkeypatch):
    touch(tmp_path, "ada/a.py", "bob/b.py")
    scan = listing.os.scandir

    def refuse_ada(path):  # Root may list every folder, whatever its mode.
        if isinstance(path, Path) and path.name == "ada":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(listing.os, "scandir", refuse_ada)
    ada, bob = folder_on_disk(tmp_path).folders
    assert ada.problem == "cannot be listed: Permission denied"
    assert names(bob) == ["b.py"]


def test_files_of_an_archive_are_shown_in_the_folders_they_name():
    archive = Path("class.zip")
    files = [File(archive / name, archive, (name,)) for name in ("b/d.py", "a.py", "b/a/c.py")]
    listed = folder_of(archive, files)
    assert names(listed) == ["a.py"]
    (folder,) = listed.folders
    assert (folder.path, names(folder)) == (archive / "b", ["d.py"])
    assert names(folder.folders[0]) == ["c.py"]


def test_a_file_has_the_archives_that_contain_it():
    disk = Path("hand/class.zip")
    outer = file_on_disk(disk)
    inner = outer.inside("lee\\work.zip", ["lee", "work.zip"])
    file = inner.inside("03_sgd.py", ["03_sgd.py"])
    assert file.path == disk / "lee" / "work.zip" / "03_sgd.py"
    assert file.members == ("lee\\work.zip", "03_sgd.py")
    assert file.holder().members == inner.members
    assert inner.holder() == outer


@pytest.mark.parametrize(
    ("name", "is_archive"), [("a.zip", True), ("A.ZIP", True), ("a.tar", False), ("zip", False)]
)
def test_an_archive_is_recognised_by_its_suffix(name, is_archive):
    assert file_on_disk(Path(name)).is_archive == is_archive


@pytest.mark.parametrize(
    ("name", "hidden"),
    [(".git", True), ("__MACOSX", True), ("__init__.py", False), ("a.py", False)],
)
def test_files_that_programs_made_are_hidden(name, hidden):
    assert is_hidden(name) == hidden
