"""The wheel contains the whole course: installed elsewhere, it grades and proves the course."""

import subprocess
import sys
import sysconfig
import zipfile

import pytest

from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, REPOSITORY],
        check=True,
    )
    (path,) = folder.glob("dl_grader-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install the wheel into a new environment that shares all other packages with this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True)
    (packages,) = (folder / "venv" / "lib").glob("python3.*/site-packages")
    # A line in a .pth file adds the folder but not the .pth files in it, so that the editable
    # install of this checkout stays out.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def test_the_wheel_contains_the_whole_course_and_no_tests(wheel, course):
    names = zipfile.ZipFile(wheel).namelist()
    assert "grader/shipped/course.toml" in names
    for exercise in course.names:
        for kind in ("exercises", "solutions", "grader/lessons"):
            assert f"grader/shipped/{kind}/{exercise}.py" in names
    for picture in course.pictures:
        assert f"grader/shipped/exercises/{picture}" in names
    assert not [name for name in names if name.startswith(("tests/", "grader/lessons"))]


FINGERPRINT = """
from grader.course.load import load_course
course = load_course()
print(course.name, course.version, course.fingerprint)
"""


def test_a_gradebook_can_be_made_with_the_migrations_in_the_wheel(installed):
    make = "from grader.gradebook.opening import open_database as o; o('x.db', create=True)"
    python = installed / "venv" / "bin" / "python"
    subprocess.run([python, "-c", make], cwd=installed, check=True)
    assert (installed / "x.db").stat().st_size


@pytest.mark.slow
def test_the_course_in_the_wheel_is_the_course_of_the_checkout(installed, course):
    python = installed / "venv" / "bin" / "python"
    done = subprocess.run(
        [python, "-c", FINGERPRINT], capture_output=True, text=True, cwd=installed, check=True
    )
    assert done.stdout.split() == [course.name, course.version, course.fingerprint]


@pytest.mark.slow
def test_the_installed_command_grades_and_proves_from_the_wheel(installed, course):
    command = installed / "venv" / "bin" / "grade"
    where = subprocess.run(
        [installed / "venv" / "bin" / "python", "-c", "import grader; print(grader.__file__)"],
        capture_output=True,
        text=True,
        cwd=installed,
        check=True,
    )
    assert where.stdout.startswith(str(installed))
    proven = subprocess.run([command, "prove"], capture_output=True, text=True, cwd=installed)
    assert proven.returncode == 0, proven.stdout + proven.stderr
    assert proven.stdout.startswith(f"Proven: {course.name}, {len(course.names)} exercises")
