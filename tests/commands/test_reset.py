"""`grade reset`: one task as it was handed out, and a backup of what was there."""

import json
import os
import shutil
import sys

import pytest

from grader.commands.lay_out import lay_out
from grader.commands.reset import reset
from grader.errors import UsageError
from grader.live.progress import Progress, TaskProgress, load, save
from grader.records import Status
from tests.command import EXERCISES, SOLUTIONS, one_line, run_grade

NAME = "02_deep_network.py"
SOLVED = (SOLUTIONS / NAME).read_text(encoding="utf-8")
RELU = "    return np.maximum(0.0, x)\n"
STUB = "    raise NotImplementedError\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "my work"
    folder.mkdir()
    (folder / NAME).write_bytes(SOLVED.encode())
    return folder


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_command_restores_one_task_and_says_where_the_backup_is(folder, course):
    done = run_grade("reset", "relu", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / NAME).read_text(encoding="utf-8") == SOLVED.replace(RELU, STUB)
    assert (folder / f"{NAME}.bak").read_text(encoding="utf-8") == SOLVED
    assert done.stdout == (
        f"relu is as it was handed out, in {folder / NAME}.\n"
        f"The file as it was before: {folder / NAME}.bak\n"
    )


def test_backups_are_never_overwritten_and_never_graded(folder):
    for task in ("relu", "relu_unit", "build_deep_network"):
        reset(task, folder)
    assert names(folder) == [NAME, f"{NAME}.bak", f"{NAME}.bak2", f"{NAME}.bak3"]
    assert (folder / f"{NAME}.bak").read_text(encoding="utf-8") == SOLVED
    assert (folder / NAME).read_bytes() == (EXERCISES / NAME).read_bytes()
    done = run_grade(folder, "--json", "-")
    (learner,) = json.loads(done.stdout)["submissions"]
    (exercise,) = learner["exercises"]
    assert {task["status"] for task in exercise["tasks"]} == {"not_attempted"}


def test_a_task_that_is_as_it_was_is_left_alone(folder, capsys):
    (folder / NAME).write_bytes((EXERCISES / NAME).read_bytes())
    assert reset("relu", folder) == 0
    assert capsys.readouterr().out == "relu is as it was handed out already.\n"
    assert names(folder) == [NAME]


def test_a_notebook_keeps_its_other_cells_and_outputs(tmp_path):
    lay_out(tmp_path, notebooks=True)
    file = tmp_path / "02_deep_network.ipynb"
    text = file.read_text(encoding="utf-8")
    answered = text.replace("raise NotImplementedError", "return 1", 1)
    file.write_text(answered, encoding="utf-8")
    reset("relu", tmp_path)
    assert file.read_text(encoding="utf-8") == text
    assert (tmp_path / "02_deep_network.ipynb.bak").read_text(encoding="utf-8") == answered


def test_the_name_of_an_exercise_restores_its_whole_file(folder):
    (folder / NAME).write_bytes(b"\xff\x00 not even text")
    reset("02_deep_network", folder)
    assert (folder / NAME).read_bytes() == (EXERCISES / NAME).read_bytes()
    assert (folder / f"{NAME}.bak").read_bytes() == b"\xff\x00 not even text"


def test_a_whole_notebook_is_restored_as_a_notebook(tmp_path):
    lay_out(tmp_path, notebooks=True)
    file = tmp_path / "03_sgd.ipynb"
    handed_out = file.read_bytes()
    file.write_bytes(b"{")
    reset("03_sgd", tmp_path)
    assert file.read_bytes() == handed_out


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe\x00", "the file is not text that Python can read"),
        (b"relu, y = abs, 1\n", "line 1 gives a value to other names too"),
        (
            b"if x:\n    def relu(x):\n        return 1\n    def relu_unit(x):\n        return 1\n",
            "line 1",
        ),
        (
            b"def relu(x):\n    return 1\nfrom m import relu\n",
            "other code gives it a value on line",
        ),
        (b"x = 1\n" * 50_000, "the file is too large to be graded"),
    ],
)
def test_what_cannot_be_restored_alone_is_one_line_that_offers_the_whole_file(folder, content, why):
    (folder / NAME).write_bytes(content)
    with pytest.raises(UsageError, match=f"relu cannot be restored alone: {why}") as raised:
        reset("relu", folder)
    assert str(raised.value).endswith(f'grade reset 02_deep_network "{folder}"')
    assert "\n" not in str(raised.value)
    assert (folder / NAME).read_bytes() == content
    assert names(folder) == [NAME]


def test_a_task_is_forgotten_and_the_others_keep_their_progress(folder, course):
    passed = TaskProgress(Status.PASSED, 2, 2)
    save(folder, course, Progress({"02_deep_network": {"relu": passed, "relu_unit": passed}}))
    reset("relu", folder)
    assert load(folder, course).tasks == {"02_deep_network": {"relu_unit": passed}}
    reset("02_deep_network", folder)
    assert load(folder, course).tasks == {"02_deep_network": {}}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_permissions_are_kept(folder):
    (folder / NAME).chmod(0o640)
    reset("relu", folder)
    assert (folder / NAME).stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_replaced_is_as_it_was(folder, monkeypatch):
    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(UsageError, match="cannot be restored: No space left on device"):
        reset("relu", folder)
    assert (folder / NAME).read_text(encoding="utf-8") == SOLVED
    assert names(folder) == [NAME, f"{NAME}.bak"]


def test_a_link_is_not_followed(folder, tmp_path):
    shutil.move(folder / NAME, tmp_path / NAME)
    (folder / NAME).symlink_to(tmp_path / NAME)
    with pytest.raises(UsageError, match="cannot be read"):
        reset("relu", folder)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == SOLVED


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("relo", "There is no task relo in First steps in deep learning. Did you mean relu?"),
        ("02_deep_netwrk", "Did you mean 02_deep_network?"),
        ("train", "03_sgd has no file in"),
        ("03_sgd", "Bring it: grade start "),
    ],
)
def test_an_unknown_name_or_a_missing_file_is_one_line(folder, name, says):
    done = run_grade("reset", name, folder)
    assert done.returncode == 2
    assert says in one_line(done)


def test_a_file_in_place_of_a_task_is_answered_with_its_tasks(folder):
    with pytest.raises(UsageError) as raised:
        reset(NAME, folder)
    assert "Expected one of its tasks: relu, relu_unit," in str(raised.value)
    assert "Or 02_deep_network, for the whole file." in str(raised.value)
    assert names(folder) == [NAME]
