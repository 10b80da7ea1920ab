"""Results never overwrite what is graded, whatever the path that leads there."""

import os
import zipfile
from pathlib import Path

import pytest

from grader.commands.targets import require_apart
from grader.errors import UsageError
from grader.report.formats import Output
from grader.submission.arrange import AUTO
from tests.command import one_line, run_grade

EXERCISES = ("02_deep_network", "03_sgd")


@pytest.fixture
def class_(tmp_path) -> Path:
    for learner in ("ada", "bob"):
        (tmp_path / "class" / learner).mkdir(parents=True)
        (tmp_path / "class" / learner / "03_sgd.py").write_text("x = 1\n")
    with zipfile.ZipFile(tmp_path / "class" / "kim.zip", "w") as archive:
        archive.writestr("03_sgd.py", "x = 1\n")
    return tmp_path / "class"


def require(
    file: Path | None, *paths: Path, key: Path | None = None, roster: Path | None = None
) -> None:
    teachers = {"the key's file": key, "the roster": roster}
    require_apart([Output("json", file)], paths, EXERCISES, AUTO, teachers)


def test_a_submission_by_its_own_path_is_refused(class_):
    file = class_ / "ada" / "03_sgd.py"
    for path in (class_, class_ / "ada", file):
        with pytest.raises(UsageError, match=r"overwrite .*03_sgd\.py, which is to be graded"):
            require(file, path)


def test_a_submission_by_another_path_is_refused(class_, tmp_path, monkeypatch):
    file = class_ / "ada" / "03_sgd.py"
    (tmp_path / "link.json").symlink_to(file)
    (tmp_path / "folder").symlink_to(class_)
    os.link(file, tmp_path / "second.json")
    monkeypatch.chdir(class_)
    for other in (
        tmp_path / "link.json",
        tmp_path / "second.json",
        tmp_path / "folder" / "ada" / "03_sgd.py",
        class_ / "bob" / ".." / "ada" / "03_sgd.py",
        Path("ada/03_sgd.py"),
    ):
        with pytest.raises(UsageError, match="which is to be graded"):
            require(other, class_)


def test_a_submission_that_the_call_names_by_a_link_is_refused(class_, tmp_path):
    (tmp_path / "data.txt").touch()
    (tmp_path / "03_sgd.py").symlink_to(tmp_path / "data.txt")
    with pytest.raises(UsageError, match="which is to be graded"):
        require(tmp_path / "data.txt", tmp_path / "03_sgd.py")


def test_an_archive_of_submissions_is_refused(class_):
    for path in (class_, class_ / "kim.zip"):
        with pytest.raises(UsageError, match=r"kim\.zip, which is to be graded"):
            require(class_ / "kim.zip", path)


def test_the_key_is_refused(class_, tmp_path):
    key = tmp_path / "key"
    key.touch()
    (tmp_path / "link").symlink_to(key)
    for target, given in ((key, key), (tmp_path / "link", key), (key, tmp_path / "link")):
        with pytest.raises(UsageError, match="this is the key's file"):
            require(target, class_, key=given)


def test_the_roster_is_refused_before_grading(class_, tmp_path):
    roster = tmp_path / "class.csv"
    roster.write_text("id,name\n1,ada\n")
    with pytest.raises(UsageError, match="this is the roster"):
        require(roster, class_, roster=roster)
    done = run_grade(class_, "--roster", roster, "--report", f"csv={roster}")
    assert done.returncode == 2
    assert "this is the roster" in one_line(done)
    assert roster.read_text() == "id,name\n1,ada\n"


def test_other_files_are_not_refused(class_, tmp_path):
    key = tmp_path / "key"
    for file in (key, tmp_path / "old.json", class_ / "old.json", class_ / "ada" / "data.csv"):
        file.touch()
    for target in (
        None,
        tmp_path / "new.json",
        class_ / "ada" / "02_deep_network.py",
        tmp_path / "old.json",
        class_ / "old.json",
        class_ / "ada" / "data.csv",
        Path(os.devnull),
    ):
        require(target, class_, key=key)


def test_a_learners_link_to_the_results_does_not_keep_them_from_being_written(class_, tmp_path):
    (tmp_path / "results.py").write_text("{}")
    (class_ / "ada" / "02_deep_network.py").symlink_to(tmp_path / "results.py")
    require(tmp_path / "results.py", class_)


def test_it_is_one_line_and_exit_code_2_before_grading(class_):
    file = class_ / "ada" / "03_sgd.py"
    done = run_grade(class_, "--json", file)
    assert done.returncode == 2
    assert "overwrite" in one_line(done)
    assert done.stdout == ""
    assert file.read_text() == "x = 1\n"


def test_a_script_of_another_name_is_refused_since_it_may_be_graded(class_):
    (class_ / "ada" / "homework.py").touch()
    with pytest.raises(UsageError, match="they would overwrite"):
        require(class_ / "ada" / "homework.py", class_)
