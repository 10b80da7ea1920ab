"""Opening submitted files: only regular files, without waiting for a pipe."""

import os
import socket

import pytest

from grader.submission.regular_file import NotRegularError, open_regular


def test_a_regular_file_is_opened_for_reading(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"x = 1\n")
    with open_regular(path) as file:
        assert file.read() == b"x = 1\n"
        assert not file.writable()


def test_a_link_is_refused_even_to_a_file_of_the_same_folder(tmp_path):
    (tmp_path / "a.py").touch()
    (tmp_path / "b.py").symlink_to("a.py")
    with pytest.raises(OSError, match="symbolic links"):
        open_regular(tmp_path / "b.py")


def test_a_link_is_refused_where_the_system_has_no_flag_for_that(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "O_NOFOLLOW")
    (tmp_path / "a.py").touch()
    (tmp_path / "b.py").symlink_to("a.py")
    with pytest.raises(NotRegularError, match="symbolic link"):
        open_regular(tmp_path / "b.py")


def test_a_missing_file_raises_the_systems_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "a.py")


def test_a_pipe_is_refused_at_once_and_does_not_stay_open(tmp_path):
    path = tmp_path / "a.py"
    os.mkfifo(path)
    with pytest.raises(NotRegularError, match="not a regular file"):
        open_regular(path)
    with pytest.raises(OSError, match="No such device or address"):  # nobody reads from it
        os.open(path, os.O_WRONLY | os.O_NONBLOCK)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(NotRegularError):
        open_regular(tmp_path)


def test_a_device_is_refused():
    with pytest.raises(NotRegularError):
        open_regular(os.devnull)


def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # The path of a socket may have at most 107 characters.
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("a.py")
        with pytest.raises(OSError, match="No such device or address"):
            open_regular(tmp_path / "a.py")
