"""What may be imported once the command has started, and what may not."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from grader.start import safe_path
from tests.command import SCRIPT, SOLUTIONS
from tests.conftest import REPOSITORY

STANDARD = sysconfig.get_path("stdlib")
PACKAGES = sysconfig.get_path("purelib")

# Names that the command imports after its first line, and one that it does not have.
HOSTILE = ("click", "msgspec", "json", "rich", "nbformat", "IPython", "numpy", "hmac", "__future__")


@pytest.fixture
def hostile_folder(tmp_path) -> Path:
    """A folder with an exercise, and beside it modules that leave a trace when imported."""
    trace = tmp_path / "trace"
    folder = tmp_path / "exercises"
    folder.mkdir()
    for name in HOSTILE:
        (folder / f"{name}.py").write_text(f"open({str(trace)!r}, 'a').write({name!r} + ' ')")
    (folder / "02_deep_network.py").write_text((SOLUTIONS / "02_deep_network.py").read_text())
    return folder


def graded_in(folder: Path, *command: str, **environment) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *command, "02_deep_network.py", "-q"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | environment,
        timeout=300,
    )
    assert not (folder.parent / "trace").exists(), (folder.parent / "trace").read_text()
    return done


@pytest.mark.parametrize(
    "path",
    [":", *(pytest.param(one, marks=pytest.mark.slow) for one in (".", "::", "../exercises"))],
)
def test_the_script_imports_nothing_from_the_working_folder(hostile_folder, path):
    # Start as the script does: its own folder is the first entry, then come those of PYTHONPATH.
    script = hostile_folder.parent / "bin" / "grade"
    script.parent.mkdir()
    script.write_text("from grader.start import main\nmain()\n")
    if sys.version_info < (3, 11):  # Here Python's own start imports what is in front of it.
        (hostile_folder / "__future__.py").unlink()
    done = graded_in(hostile_folder, str(script), PYTHONPATH=f"{path}:{REPOSITORY}")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info < (3, 11), reason="runpy itself imports what is in front")
def test_the_module_imports_nothing_from_the_working_folder(hostile_folder):
    done = graded_in(hostile_folder, "-m", "grader", PYTHONPATH=str(REPOSITORY))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_a_learners_folder_on_the_path_by_its_full_name_is_not_searched_either(hostile_folder):
    named = f"{hostile_folder}:{REPOSITORY}"
    done = graded_in(hostile_folder, "-c", SCRIPT, PYTHONPATH=named)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_command_works_in_its_own_checkout():
    done = subprocess.run(
        [sys.executable, "-m", "grader", "exercises", "-q"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": ":"},
    )
    assert (done.returncode, done.stderr) == (1, "")


def test_a_missing_package_is_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-S", "-m", "grader", "exercises"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": PACKAGES},
    )
    assert done.returncode == 3
    assert done.stderr.startswith("grade: click is missing")
    assert len(done.stderr.splitlines()) == 1


def test_library_folders_stay_even_if_the_environment_names_them(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", f"{PACKAGES}:{STANDARD}:/somewhere")
    path = ["/bin", PACKAGES, STANDARD, "/somewhere", "/from/a/pth/file"]
    expected = ["/bin", PACKAGES, STANDARD, "/from/a/pth/file"]
    assert safe_path(path, is_module=False) == expected


def test_the_first_entry_goes_only_if_the_module_was_started(monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    path = ["/first", "", STANDARD, "/first"]
    assert safe_path(path, is_module=False) == ["/first", STANDARD, "/first"]
    # The second time, a .pth file names it: that is the user's own.
    assert safe_path(path, is_module=True) == [STANDARD, "/first"]
