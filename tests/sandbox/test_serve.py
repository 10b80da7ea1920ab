"""Parts of the fork server that can be tried without forking from it."""

import subprocess
import sys

from grader.sandbox.serve import _own_children, _remove


def test_a_folder_is_removed_however_deep_and_closed_it_is(tmp_path):
    folder = tmp_path / "job-1"
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "-rf").write_text("x")
    (deep / "link").symlink_to(tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    deep.chmod(0)
    (folder / "a").chmod(0)
    _remove(str(folder))
    assert not folder.exists()
    assert (tmp_path / "kept" / "file").exists()


def test_a_folder_that_is_gone_is_no_error(tmp_path):
    _remove(str(tmp_path / "job-1"))


def test_children_are_listed_until_they_are_reaped():
    process = subprocess.Popen([sys.executable, "-c", ""])
    assert process.pid in _own_children()
    process.wait()
    assert process.pid not in _own_children()
