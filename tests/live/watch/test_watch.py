"""`grade watch --json` as one real process: files are saved as editors save them."""

import contextlib
import json
import mmap
import os
import queue
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from grader.course.load import load_course
from tests.command import EXERCISES, SOLUTIONS
from tests.conftest import REPOSITORY

PATIENCE = 300
"""Seconds after which a verdict counts as missing; only a hang takes so long."""

ONE, TWO, THREE = "01_single_neuron", "02_deep_network", "03_sgd"


class Watched:
    """A folder that is watched, and the verdicts on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.all: list[dict] = []
        self._verdicts: queue.SimpleQueue[dict] = queue.SimpleQueue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "grader", "watch", str(folder), "--json"],
            cwd=folder.parent,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self._verdicts.put(json.loads(line))

    def next(self) -> dict:
        """Return the next verdict."""
        verdict = self._verdicts.get(timeout=PATIENCE)
        self.all.append(verdict)
        return verdict

    def until(self, task: str, status: str) -> list[dict]:
        """Return the verdicts up to one on this task with this status."""
        seen = [self.next()]
        while (seen[-1]["task"], seen[-1]["status"]) != (task, status):
            seen.append(self.next())
        return seen

    def file(self, exercise: str) -> Path:
        return self.folder / f"{exercise}.py"

    def source(self, exercise: str) -> str:
        return self.file(exercise).read_text()

    def answer(self, exercise: str, **answers: str) -> None:
        """Save a file in which these tasks have these bodies, and the others are stubs."""
        source = (EXERCISES / f"{exercise}.py").read_text()
        for task, body in answers.items():
            before, head, after = source.partition(f"def {task}(")
            source = before + head + after.replace("raise NotImplementedError", body, 1)
        self.file(exercise).write_text(source)


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    folder = tmp_path_factory.mktemp("watched") / "exercises"
    shutil.copytree(EXERCISES, folder)
    watched = Watched(folder)
    tasks = [task.name for exercise in load_course().exercises for task in exercise.tasks]
    assert sorted(watched.next()["task"] for _ in tasks) == sorted(tasks)
    yield watched
    watched.process.terminate()
    assert watched.process.wait(PATIENCE) == 128 + 15


@pytest.fixture(autouse=True)
def stubs(watched):
    """Begin each test with stubs, and with all verdicts on what was saved before."""
    yield
    for exercise in (ONE, TWO, THREE):
        shutil.copy(EXERCISES / f"{exercise}.py", watched.folder)
    watched.file(ONE).write_text((EXERCISES / f"{ONE}.py").read_text() + "\nread_weights = 1\n")
    watched.until("read_weights", "error")
    shutil.copy(EXERCISES / f"{ONE}.py", watched.folder)
    watched.until("read_weights", "not_attempted")


def test_a_verdict_has_the_fields_of_the_report(watched):
    watched.answer(ONE, linear_unit="return w * x - b")
    (verdict,) = watched.until("linear_unit", "failed")
    assert list(verdict) == ["exercise", "task", "status", "score", "max_score", "checks"]
    assert (verdict["exercise"], verdict["score"], verdict["max_score"]) == (ONE, 0, 2)
    first = verdict["checks"][0]
    assert first["code"] == "first-steps.linear_unit.bias_subtracted"
    assert first["message"].endswith("The bias b is subtracted. Expected it to be added.")
    line = watched.source(ONE).partition("return w * x - b")[0].count("\n") + 1
    assert (first["file"], first["line"]) == (f"{ONE}.py", line)


def test_only_what_a_save_has_changed_is_run_again(watched):
    watched.answer(TWO, relu="return abs(x)", relu_unit="return relu(x @ w + b)")
    seen = {watched.next()["task"] for _ in range(2)}
    assert seen == {"relu", "relu_unit"}
    watched.answer(TWO, relu="return abs(x)", relu_unit="return 2")
    assert [one["task"] for one in watched.until("relu_unit", "failed")] == ["relu_unit"]
    watched.answer(TWO, relu="return (x + abs(x)) / 2", relu_unit="return relu(x @ w + b)")
    assert {watched.next()["task"] for _ in range(2)} == {"relu", "relu_unit"}
    # A comment above moves both by a line, so that their places are told again.
    watched.file(TWO).write_text("# a comment\n" + watched.source(TWO))
    watched.answer(TWO, relu="return (x + abs(x)) / 2", relu_unit="return 1")
    assert [one["task"] for one in watched.until("relu_unit", "failed")][-1:] == ["relu_unit"]


def test_a_line_that_has_moved_is_told_anew(watched):
    watched.answer(ONE, linear_unit="return nothing")
    (verdict,) = watched.until("linear_unit", "error")
    line = verdict["checks"][0]["line"]
    watched.file(ONE).write_text("#\n" + watched.source(ONE))
    moved = watched.until("linear_unit", "error")[-1]
    assert moved["checks"][0]["line"] == line + 1
    assert moved["checks"][0]["source"] == "return nothing"


def test_an_endless_answer_does_not_hold_up_the_next_save(watched):
    watched.answer(ONE, linear_unit="while True: pass")
    watched.answer(ONE, linear_unit="while True: x = 1")
    watched.answer(ONE, linear_unit="return w * x + b")
    assert [one["status"] for one in watched.until("linear_unit", "passed")] == ["passed"]


def save_in_place(file: Path, text: str) -> None:
    file.write_text(text)


def save_by_renaming(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.swp")
    new.write_text(text)
    new.replace(file)


def save_by_deleting(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text)


def save_with_backup(file: Path, text: str) -> None:
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text)
    file.with_name(f"{file.name}~").unlink()


def save_in_pieces(file: Path, text: str) -> None:
    with file.open("w") as opened:
        for at in range(0, len(text), 400):
            opened.write(text[at : at + 400])
            opened.flush()


@pytest.mark.parametrize(
    "save",
    [save_in_place, save_by_renaming, save_by_deleting, save_with_backup, save_in_pieces],
)
def test_a_file_is_graded_however_an_editor_saves_it(watched, save):
    watched.answer(ONE, linear_unit="return w * x")
    watched.until("linear_unit", "failed")
    save(watched.file(ONE), watched.source(ONE).replace("w * x\n", "w * x + b\n"))
    assert {one["task"] for one in watched.until("linear_unit", "passed")} == {"linear_unit"}


def test_a_change_of_which_no_event_tells_is_found_by_looking(watched):
    watched.answer(ONE, linear_unit="return w * x - b")
    watched.until("linear_unit", "failed")
    with watched.file(ONE).open("r+b") as opened, mmap.mmap(opened.fileno(), 0) as memory:
        at = memory.find(b"w * x - b")
        memory[at : at + 9] = b"w * x + b"
        memory.flush()  # inotify tells nothing of memory; the file is still open
        watched.until("linear_unit", "passed")


def test_a_syntax_error_concerns_only_what_cannot_be_read(watched):
    watched.answer(TWO, relu="return abs(x)", relu_unit="return 1")
    assert {watched.next()["task"] for _ in range(2)} == {"relu", "relu_unit"}
    watched.answer(TWO, relu="return abs(x)", relu_unit="return (1")
    (verdict,) = watched.until("relu_unit", "error")
    assert verdict["checks"][0]["code"] == "source.bracket_not_closed"


def test_a_line_at_top_level_that_fails_is_told_by_what_needs_it(watched):
    watched.answer(ONE, linear_unit="return RATE")
    watched.until("linear_unit", "error")
    watched.file(ONE).write_text(watched.source(ONE) + "\nRATE = 1 / 0\n")
    (verdict,) = watched.until("linear_unit", "error")
    assert "ZeroDivisionError" in verdict["checks"][0]["message"]


def test_a_deleted_file_may_come_back_and_its_verdicts_are_still_known(watched):
    watched.answer(ONE, linear_unit="return w * x + b")
    watched.until("linear_unit", "passed")
    source = watched.source(ONE)
    watched.file(ONE).unlink()
    watched.answer(TWO, relu="return 1")  # by its verdict, the deletion has been seen
    watched.until("relu", "failed")
    watched.file(ONE).write_text(source.replace("w * x + b", "b + w * x"))
    assert {one["task"] for one in watched.until("linear_unit", "passed")} == {"linear_unit"}


@pytest.mark.slow
def test_the_verdicts_are_those_of_a_full_run(watched):
    shutil.copy(SOLUTIONS / f"{TWO}.py", watched.folder)
    seen = {one["task"]: one for one in (watched.next(), watched.next(), watched.next())}
    assert {one["status"] for one in seen.values()} == {"passed"}
    text = watched.source(TWO).replace("np.maximum(0.0, x)", "np.maximum(1.0, x)")
    assert text != watched.source(TWO)
    watched.file(TWO).write_text(text)
    for one in (watched.next(), watched.next()):
        seen[one["task"]] = one
    done = subprocess.run(
        [sys.executable, "-m", "grader", str(watched.file(TWO)), "--json", "-"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    full = json.loads(done.stdout)["submissions"][0]["exercises"][0]["tasks"]
    for task in full:
        watch = seen[task["task"]]
        assert (watch["status"], watch["score"]) == (task["status"], task["score"])
        codes = [(one["code"], one["line"]) for one in task["checks"]]
        assert [(one["code"], one["line"]) for one in watch["checks"]] == codes


def test_a_notebook_is_watched_too(watched):
    cells = [{"cell_type": "code", "metadata": {}, "source": "def relu(x):\n    return x @ x"}]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    watched.file(TWO).unlink()
    with contextlib.ExitStack() as stack:
        file = watched.folder / f"{TWO}.ipynb"
        stack.callback(lambda: file.unlink(missing_ok=True))
        file.write_text(json.dumps(notebook))
        verdict = watched.until("relu", "error")[-1]
    assert (verdict["checks"][0]["cell"], verdict["checks"][0]["line"]) == (1, 2)


def test_a_removed_folder_may_come_back(watched):
    aside = watched.folder.with_name("aside")
    watched.folder.rename(aside)
    shutil.copytree(aside, watched.folder)
    shutil.rmtree(aside)
    watched.answer(ONE, linear_unit="return w * x + b")
    watched.until("linear_unit", "passed")


@pytest.mark.slow
def test_training_is_not_repeated_for_a_change_elsewhere(watched):
    shutil.copy(SOLUTIONS / f"{THREE}.py", watched.folder)
    watched.until("train", "passed")
    source = watched.source(THREE)
    assert "np.mean(np.abs(y_true - y_pred))" in source
    watched.file(THREE).write_text(
        source.replace("np.mean(np.abs(y_true - y_pred))", "np.mean(np.abs(y_pred - y_true))")
    )
    assert [one["task"] for one in watched.until("measure_loss", "passed")] == ["measure_loss"]
