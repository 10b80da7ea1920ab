"""A learner's progress, kept in the user's state folder."""

import os
import sys
from dataclasses import replace

import platformdirs
import pytest

from grader.live.progress import STATE, Progress, TaskProgress, load, save, updated
from grader.records import ExerciseResult, Status, TaskResult

PASSED = TaskProgress(Status.PASSED, 3, 3)
PROGRESS = Progress({"02_deep_network": {"relu": PASSED}})


@pytest.fixture
def state(tmp_path, monkeypatch):
    folder = tmp_path / "state" / "deeper"
    monkeypatch.setenv(STATE, str(folder))
    return folder


def result(exercise: str, **statuses: Status) -> ExerciseResult:
    tasks = tuple(
        TaskResult(name, status, 2 if status is Status.PASSED else 1, 2, ())
        for name, status in statuses.items()
    )
    return ExerciseResult(exercise, "Title", "file.py", Status.FAILED, 1, 2, tasks)


def test_what_was_saved_is_loaded_by_any_path_to_the_folder(tmp_path, state, course, monkeypatch):
    folder = tmp_path / "my work é"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    save(folder, course, PROGRESS)
    monkeypatch.chdir(folder)
    for path in (
        folder,
        tmp_path / "link",
        folder / ".." / folder.name,
        folder.relative_to(folder),
    ):
        assert load(path, course) == PROGRESS
    assert load(tmp_path, course) == Progress()
    assert not list(folder.iterdir())


def test_a_course_of_another_name_has_its_own_progress(tmp_path, state, course):
    other = replace(course, name="other")
    save(tmp_path, course, PROGRESS)
    assert load(tmp_path, other) == Progress()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"format": 2, "course": "first-steps", "tasks": {}}',
        b'{"format": 1, "course": "another", "tasks": {"02_deep_network": {}}}',
        b'{"format": 1, "course": "first-steps", "tasks": {"02_deep_network": {"relu": 1}}}',
        b"[" * 900_000,
    ],
)
def test_a_file_that_is_no_progress_is_no_progress(tmp_path, state, course, content):
    save(tmp_path, course, PROGRESS)
    (file,) = state.iterdir()
    file.write_bytes(content)
    assert load(tmp_path, course) == Progress()
    save(tmp_path, course, PROGRESS)
    assert load(tmp_path, course) == PROGRESS


def test_tasks_that_the_course_does_not_have_are_left_out(tmp_path, state, course):
    tasks = {"02_deep_network": {"relu": PASSED, "gone": PASSED}, "09_gone": {"x": PASSED}}
    save(tmp_path, course, Progress(tasks))
    assert load(tmp_path, course) == PROGRESS


def test_a_state_folder_that_cannot_be_written_to_is_ignored(tmp_path, state, course):
    state.parent.write_text("a file")
    save(tmp_path, course, PROGRESS)
    assert load(tmp_path, course) == Progress()
    assert state.parent.read_text() == "a file"


def test_earlier_progress_survives_a_failure_to_write(tmp_path, state, course, monkeypatch):
    save(tmp_path, course, PROGRESS)

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fails)
    save(tmp_path, course, Progress())
    assert load(tmp_path, course) == PROGRESS
    assert len(list(state.iterdir())) == 1


def test_without_the_variable_the_users_own_state_folder_is_used(tmp_path, course, monkeypatch):
    monkeypatch.setenv(STATE, "")
    for name in ("HOME", "USERPROFILE", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    save(tmp_path, course, PROGRESS)
    folder = platformdirs.user_state_path("dl-grader", appauthor=False)
    if sys.platform != "win32":  # There, the folder is asked of the system.
        assert tmp_path in folder.parents
    assert load(tmp_path, course) == PROGRESS


def test_new_results_replace_what_was_known_of_their_tasks_alone():
    before = updated(Progress(), [result("a", x=Status.PASSED, y=Status.FAILED)])
    after = updated(before, [result("a", y=Status.PASSED), result("b", z=Status.NOT_ATTEMPTED)])
    assert {name: list(tasks) for name, tasks in after.tasks.items()} == {
        "a": ["x", "y"],
        "b": ["z"],
    }
    assert after.tasks["a"]["x"] == TaskProgress(Status.PASSED, 2, 2)
    assert after.tasks["a"]["y"] == TaskProgress(Status.PASSED, 2, 2)
    assert after.tasks["b"]["z"].status is Status.NOT_ATTEMPTED
    assert before.tasks["a"]["y"].status is Status.FAILED


def test_an_internal_error_says_nothing_about_a_task():
    before = updated(Progress(), [result("a", x=Status.PASSED)])
    assert updated(before, [result("a", x=Status.INTERNAL_ERROR, y=Status.FAILED)]).tasks == {
        "a": {"x": TaskProgress(Status.PASSED, 2, 2), "y": TaskProgress(Status.FAILED, 1, 2)}
    }
