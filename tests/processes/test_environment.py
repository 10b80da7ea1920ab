"""What a process of a run finds: clean variables, a folder of its own, the grader's packages."""

import json
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.processes.environment import ENVIRONMENT, START, make_folder, own_paths
from tests.conftest import REPOSITORY


@pytest.fixture
def folder():
    folder = make_folder()
    yield folder
    folder.rmdir()


def isolated(code: str, folder: Path) -> object:
    """Run code as a process of a run is started, and return what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", START + code, "-", *own_paths()],
        env=ENVIRONMENT,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_a_process_finds_the_grader_and_its_libraries_but_nothing_in_its_folder(tmp_path):
    (tmp_path / "msgspec.py").write_text("raise RuntimeError")
    (tmp_path / "json.py").write_text("raise RuntimeError")
    code = "import json, grader, msgspec; print(json.dumps([grader.__file__, msgspec.__file__]))"
    ours, theirs = isolated(code, tmp_path)
    assert Path(ours) == REPOSITORY / "grader" / "__init__.py"
    assert not Path(theirs).is_relative_to(tmp_path)


def test_the_standard_library_comes_before_the_grader_and_its_libraries(tmp_path):
    path = isolated("import json; print(json.dumps(sys.path))", tmp_path)
    standard = path.index(str(Path(os.__file__).parent))
    assert standard < path.index(str(REPOSITORY))


def test_a_process_has_no_variable_but_those_listed(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "1")
    found = isolated("import json, os; print(json.dumps(dict(os.environ)))", tmp_path)
    assert found.items() >= ENVIRONMENT.items()
    assert set(found) - set(ENVIRONMENT) <= {"LC_CTYPE"}  # which Python may set by itself


def test_folders_of_packages_are_passed_on_and_others_are_not(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    paths = own_paths()
    assert paths[0] == str(REPOSITORY)
    assert str(tmp_path) not in paths
    assert any(path.endswith("site-packages") for path in paths[1:])


def test_others_may_pass_through_the_folder_of_a_run_but_not_list_it(folder):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o711


def test_every_run_has_a_folder_of_its_own(folder):
    other = make_folder()
    other.rmdir()
    assert other != folder


def test_the_folder_lies_on_the_disk_where_there_is_no_memory_for_it(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("grader.processes.environment.os.access", lambda *_: False)
    assert make_folder().parent == tmp_path
