"""The environment of a process: clean variables, the grader's packages."""

import json
import os
import subprocess
import sys
from pathlib import Path

from grader.processes.environment import ENVIRONMENT, ISOLATED, START, own_paths
from tests.conftest import REPOSITORY


def isolated(code: str, folder: Path) -> object:
    """Run code as a process of a run is started, and return what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, *ISOLATED, "-c", START + code, "-", *own_paths()],
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


def test_sets_have_the_same_order_in_every_process(tmp_path):
    code = "import json; print(json.dumps([hash('relu'), list({'relu', 'tanh', 'elu', 'selu'})]))"
    assert isolated(code, tmp_path) == isolated(code, tmp_path)


def test_nothing_of_the_user_is_imported_and_no_bytecode_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "json.py"))
    (tmp_path / "sitecustomize.py").write_text("raise RuntimeError")
    code = "import json; f = sys.flags; print(json.dumps([f.no_user_site, f.dont_write_bytecode]))"
    assert isolated(code, tmp_path) == [1, 1]


def test_the_standard_library_comes_before_the_grader_and_its_libraries(tmp_path):
    path = isolated("import json; print(json.dumps(sys.path))", tmp_path)
    standard = path.index(str(Path(os.__file__).parent))
    assert standard < path.index(str(REPOSITORY))


def test_a_process_has_only_the_listed_variables(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "1")
    found = isolated("import json, os; print(json.dumps(dict(os.environ)))", tmp_path)
    assert found.items() >= ENVIRONMENT.items()
    assert set(found) - set(ENVIRONMENT) <= {"LC_CTYPE"}  # Python may set this one by itself


def test_folders_of_packages_are_passed_on_and_others_are_not(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    paths = own_paths()
    assert paths[0] == str(REPOSITORY)
    assert str(tmp_path) not in paths
    assert any(path.endswith("site-packages") for path in paths[1:])
