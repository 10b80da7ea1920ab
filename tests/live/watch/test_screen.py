"""What a learner sees and can do: `grade watch` on a real pseudo-terminal, one for all tests."""

import fcntl
import shutil
import struct
import termios

import pytest

from tests.command import EXERCISES, SOLUTIONS
from tests.live.watch.pty_command import PtyCommand

ONE, TWO, THREE = "01_single_neuron", "02_deep_network", "03_sgd"

EDITOR = """#!/bin/sh
stty -a | grep -o " icanon"
echo "opened $1 $2"
read line
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def command(work):
    shutil.copytree(EXERCISES, work / "exercises")
    editor = work / "nano"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    command = PtyCommand(cwd=work, EDITOR=str(editor))
    yield command
    command.close()


@pytest.fixture(autouse=True)
def stubs(work, command):
    """Begin each test with stubs and the first exercise."""
    for file in EXERCISES.glob("*.py"):
        shutil.copy(file, work / "exercises")
    command.until("Next: ")
    command.press("1")
    command.until(f"Next: linear_unit in exercises/{ONE}.py", "▸ 1", without="…")


def save(work, exercise, task, body) -> None:
    source = (EXERCISES / f"{exercise}.py").read_text()
    before, head, after = source.partition(f"def {task}(")
    after = after.replace("raise NotImplementedError", body, 1)
    (work / "exercises" / f"{exercise}.py").write_text(before + head + after)


def test_a_mistake_is_shown_with_its_hints_and_then_the_solution(work, command):
    save(work, ONE, "linear_unit", "return w * x - b")
    screen = command.until("linear_unit  0/2", "The bias b is subtracted", "h hint")
    assert "Hint:" not in screen
    command.press("h")
    command.until("Hint: ", "n next hint", "h hide hints")
    command.press("nnn")
    command.until("Hint: ", without="n next hint")
    command.press("h")
    command.until("h hint", without="Hint: ")
    command.press("s")
    command.until("A solution is shown once a task has passed")
    save(work, ONE, "linear_unit", "return w * x + b")
    command.until("linear_unit  2/2  passed", "Next: neuron", "2 of 30 points")
    command.press("s")
    command.until("a right answer", "return w * x + b")
    command.press("s")
    command.until("Next: neuron", without="a right answer")


def test_an_earlier_exercise_that_is_saved_does_not_lead_away(work, command):
    save(work, TWO, "relu", "return 1")
    command.until("relu  0/2", "▸ 2")
    save(work, ONE, "linear_unit", "return 1")
    command.until(f"{ONE} was saved: linear_unit failed. Press 1 to work on it.", "relu  0/2")
    command.press("1")
    command.until("linear_unit  0/2", "▸ 1")


def test_the_list_shows_all_tasks(command):
    command.press("l")
    command.until("linear_unit", "build_deep_network", "adjust_weights", "Press the number")
    command.press("2")
    command.until("Next: relu", without="adjust_weights")


def test_a_syntax_error_is_shown_with_its_line_and_goes_away(work, command):
    save(work, ONE, "linear_unit", "return w * x + b)")
    command.until("SyntaxError", "return w * x + b)")
    save(work, ONE, "linear_unit", "return w * x + b")
    command.until("linear_unit  2/2  passed", without="SyntaxError")


def test_a_file_that_is_deleted_is_told(work, command):
    (work / "exercises" / f"{ONE}.py").unlink()
    command.until(f"There is no file for {ONE} here.")


def test_a_folder_that_is_removed_is_told_and_may_come_back(work, command):
    shutil.rmtree(work / "exercises")
    command.until("there is no such file or folder")
    shutil.copytree(EXERCISES, work / "exercises")
    command.until("Next: ", without="there is no such file")
    save(work, ONE, "linear_unit", "return w * x - b")
    command.until("The bias b is subtracted")


def test_an_editor_without_a_window_has_the_terminal_until_it_ends(work, command):
    stub = (EXERCISES / f"{ONE}.py").read_text()
    line = stub.partition("def linear_unit")[0].count("\n") + 1
    command.press("e")
    command.until("icanon", f"opened +{line} exercises/{ONE}.py")
    command.press("\r")
    command.until("Next: linear_unit", without="opened")


def test_in_a_low_window_the_progress_and_the_keys_stay(command):
    fcntl.ioctl(command.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 12, 60, 0, 0))
    command.press("l")
    screen = command.until("make the window taller", "q quit")
    assert len(screen.split("\n")) == 12
    fcntl.ioctl(command.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    command.press("l")
    command.until("Next: ", without="window taller")


@pytest.mark.slow
def test_a_training_is_shown_with_its_curve(work, command):
    shutil.copy(SOLUTIONS / f"{THREE}.py", work / "exercises")
    command.until("train  3/3  passed", "loss █", "epochs")


def test_at_the_end_the_terminal_is_as_it_was(command):
    command.press("q")
    assert command.wait() == 0
    assert command.is_restored()
