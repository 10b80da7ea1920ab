"""Removing folders, and finding the processes to end."""

import subprocess
import sys

from grader.sandbox.cleanup import own_children, remove_folder


def test_a_folder_of_any_depth_and_permissions_is_removed(tmp_path):
    folder = tmp_path / "job-1"
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "-rf").write_text("x")
    (deep / "link").symlink_to(tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    deep.chmod(0)
    (folder / "a").chmod(0)
    remove_folder(str(folder))
    assert not folder.exists()
    assert (tmp_path / "kept" / "file").exists()


def test_a_missing_folder_is_not_an_error(tmp_path):
    remove_folder(str(tmp_path / "job-1"))


def test_children_are_listed_until_they_are_reaped():
    process = subprocess.Popen([sys.executable, "-c", ""])
    assert process.pid in own_children()
    process.wait()
    assert process.pid not in own_children()
