"""The files that all bundles share."""

import importlib.metadata
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

from grader.packaging import bundle
from grader.packaging.bundle import common_files, entry_point
from grader.packaging.wheel import wheel_name
from tests.conftest import REPOSITORY
from tests.gradebook.mine import COURSE

DECIDING = {"course.toml": b'name = "mine"', "lessons/01_double.py": b"# \xc3\xa4"}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The files for a course that has a solution, a known answer and a picture beside its own."""
    folder = tmp_path_factory.mktemp("course")
    beside = {name: folder / name for name in ("solution.py", "line.svg")}
    for path in beside.values():
        path.write_text("not for a bundle")
    course = replace(
        COURSE,
        deciding=DECIDING,
        solutions={"01_double": beside["solution.py"]},
        known_answers=folder,
        pictures={"pictures/line.svg": beside["line.svg"]},
    )
    return common_files(course)


def test_a_bundle_has_the_wheel_the_versions_and_of_the_course_only_what_decides(files):
    course = {f"course/{name}": content for name, content in DECIDING.items()}
    assert set(files) == {wheel_name(), "constraints.txt", *course}
    assert {name: files[name] for name in course} == course
    assert zipfile.ZipFile(BytesIO(files[wheel_name()])).testzip() is None


def test_the_versions_are_those_that_are_installed_and_are_taken_by_this_python(files):
    lines = files["constraints.txt"].decode("ascii").splitlines()
    pinned = {one.name: one for one in map(Requirement, lines)}
    assert set(pinned) == {"tensorflow", "keras"}
    for name, one in pinned.items():
        assert str(one.specifier) == f"=={importlib.metadata.version(name)}"
        assert one.marker is None or one.marker.evaluate()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Return a function that installs a distribution which requires these versions of Python."""

    def install(requires):
        folder = tmp_path / "invented_library-2.1.dist-info"
        folder.mkdir()
        needs = f"Requires-Python: {requires}\n" if requires else ""
        about = f"Metadata-Version: 2.1\nName: invented-library\nVersion: 2.1\n{needs}"
        (folder / "METADATA").write_text(about)
        monkeypatch.syspath_prepend(str(tmp_path))
        return "invented-library"

    return install


@pytest.mark.parametrize(
    ("requires", "pinned", "left"),
    [
        (">=3.11", ["3.11.0", "3.11.4", "3.13.1"], ["3.9.9", "3.10.12"]),
        (">= 3.9.2, <4", ["3.9.2", "3.10.0"], ["3.8.20", "3.9.1", "4.0.0"]),
        ("<4,>=3.10", ["3.10.0", "3.13.1"], ["3.9.9", "4.0.0"]),
        ("!=3.11.*,>3.9", ["3.10.1", "3.12.0"], ["3.9.0", "3.11.4", "3.8.1"]),
        ("~=3.10", ["3.10.1", "3.13.0"], ["3.9.9", "4.0.0"]),
        ("==3.12.*", ["3.12.0", "3.12.7"], ["3.11.9", "3.13.0"]),
        (">=3", ["3.0.0", "3.13.0"], ["2.7.18"]),
    ],
)
def test_a_pin_is_for_the_pythons_that_the_version_supports(installed, requires, pinned, left):
    pin = Requirement(bundle._pin(installed(requires)))
    assert (pin.name, str(pin.specifier)) == ("invented-library", "==2.1")
    for version in (*pinned, *left):
        environment = {**default_environment(), "python_full_version": version}
        assert pin.marker.evaluate(environment) is (version in pinned)


def test_a_version_that_names_no_python_is_pinned_for_all(installed):
    assert bundle._pin(installed("")) == "invented-library==2.1"


@pytest.mark.parametrize("name", ["setup.sh", "run_autograder", "autograder.py"])
def test_an_entry_point_is_the_file_as_it_is_in_the_package(name):
    script = REPOSITORY / "grader" / "packaging" / "entry_points" / name
    assert entry_point(name) == script.read_bytes()
    assert entry_point(name).startswith((b"#!", b'"""'))
