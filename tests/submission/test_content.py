"""Reading the bytes of a submitted file: what is the file's fault, and what is the machine's."""

import errno
import os
import zipfile

import pytest

from grader.submission.archive import Archives
from grader.submission.content import UnreadableError, read_beginning, read_content
from grader.submission.listing import File, file_on_disk


@pytest.fixture
def archives():
    with Archives() as archives:
        yield archives


@pytest.fixture(params=["on the disk", "in an archive"])
def ten_bytes(request, tmp_path, archives) -> File:
    """A file of ten bytes."""
    if request.param == "on the disk":
        (tmp_path / "a.py").write_bytes(b"0123456789")
        return file_on_disk(tmp_path / "a.py")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.py", b"0123456789")
    (file,) = archives.files(file_on_disk(tmp_path / "a.zip"))
    return file


def test_a_file_of_exactly_the_limit_is_read_whole(ten_bytes, archives):
    assert read_content(ten_bytes, 10, archives) == b"0123456789"


def test_one_byte_more_than_the_limit_is_refused(ten_bytes, archives):
    with pytest.raises(UnreadableError, match="is larger than 9 bytes"):
        read_content(ten_bytes, 9, archives)


def test_the_beginning_is_cut_and_never_refused(ten_bytes, archives):
    assert read_beginning(ten_bytes, 4, archives) == b"0123"
    assert read_beginning(ten_bytes, 99, archives) == b"0123456789"


def test_a_file_that_is_gone_is_unreadable_and_has_no_beginning(tmp_path, archives):
    gone = file_on_disk(tmp_path / "gone.py")
    why = f"the file cannot be opened: {os.strerror(errno.ENOENT)}"
    with pytest.raises(UnreadableError, match=f"^{why}$"):
        read_content(gone, 10, archives)
    assert read_beginning(gone, 10, archives) == b""


def test_a_file_in_a_damaged_archive_is_unreadable_and_has_no_beginning(tmp_path, archives):
    (tmp_path / "a.zip").write_bytes(b"no archive")
    file = file_on_disk(tmp_path / "a.zip").inside("a.py", ["a.py"])
    with pytest.raises(UnreadableError, match=r"not a \.zip file"):
        read_content(file, 10, archives)
    assert read_beginning(file, 10, archives) == b""


def test_what_the_machine_lacks_is_not_the_files_fault(tmp_path, archives):
    resource = pytest.importorskip("resource")
    (tmp_path / "a.py").touch()
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits[1]))
    try:
        with pytest.raises(OSError, match="Too many open files"):
            read_content(file_on_disk(tmp_path / "a.py"), 10, archives)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
