"""The list of readable paths: Python and its packages, never the grader or a secret."""

import sys
import sysconfig
from pathlib import Path

import numpy as np
import pytest

import grader
from grader.sandbox.readable_paths import DEVICES, readable_paths

PACKAGE = Path(grader.__file__).resolve().parent


def covers(paths: list[str], wanted: Path) -> bool:
    return any(wanted.is_relative_to(path) for path in paths)


@pytest.fixture
def packages(tmp_path, monkeypatch) -> Path:
    """A folder of packages on the path, with one package of two modules and one single module."""
    folder = tmp_path / "site-packages"
    for name in ("mine/__init__.py", "mine/secret/answers.py", "other.py"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.syspath_prepend(folder)
    return folder


def test_the_standard_library_and_installed_packages_are_readable():
    paths = readable_paths()
    assert covers(paths, Path(sysconfig.get_path("stdlib")).resolve() / "json")
    assert covers(paths, Path(np.__file__).resolve())


def test_neither_the_grader_nor_a_folder_that_contains_it_is_readable():
    paths = readable_paths()
    assert not covers(paths, PACKAGE)
    assert not any(Path(path).is_relative_to(PACKAGE) for path in paths)


def test_a_folder_of_packages_is_readable_as_a_whole(packages):
    assert str(packages.resolve()) in readable_paths()


def test_a_folder_that_contains_a_secret_is_listed_entry_by_entry(packages):
    paths = readable_paths([packages / "mine" / "secret"])
    assert covers(paths, packages / "other.py")
    assert covers(paths, packages / "mine" / "__init__.py")
    assert not covers(paths, packages / "mine" / "secret" / "answers.py")


def test_a_secret_behind_a_link_is_resolved(packages, tmp_path):
    link = tmp_path / "course"
    link.symlink_to(packages / "mine")
    paths = readable_paths([link])
    assert not covers(paths, packages / "mine" / "secret")
    assert covers(paths, packages / "other.py")


def test_a_folder_that_is_itself_secret_is_left_out(packages):
    assert not covers(readable_paths([packages.parent]), packages / "other.py")


def test_folders_on_the_path_without_packages_are_not_readable(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    assert str(tmp_path) in sys.path
    assert not covers(readable_paths(), tmp_path)


def test_every_path_exists_and_is_listed_once():
    paths = readable_paths()
    assert len(paths) == len(set(paths))
    assert all(Path(path).exists() for path in paths)


def test_home_and_passwords_are_not_readable():
    paths = readable_paths()
    for private in ("/etc/passwd", "/root", "/home", "/proc/1", "/tmp"):
        assert not covers(paths, Path(private)), private


def test_readable_devices_contain_no_data():
    assert set(DEVICES) == {f"/dev/{name}" for name in ("null", "full", "random", "urandom")}
