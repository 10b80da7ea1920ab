"""The terminal is as it was before on every exit, on real pseudo-terminals."""

import os
import signal
import termios

import pytest

from grader.live.watch.keyboard import keys_in
from tests.live.watch.pty_command import SHELL, PtyCommand

DRAWS = """
import time
from grader.commands.surroundings import prepare
from grader.live.watch.terminal import Terminal
prepare()
with Terminal() as terminal:
    while True:
        terminal.draw(["drawn"])
        for key in terminal.pressed():
            terminal.draw([f"pressed {key}"])
            time.sleep(0.3)
            if key == "x":
                1 / 0
            if key == "q":
                raise SystemExit
        time.sleep(0.02)
"""


@pytest.fixture
def drawing(tmp_path):
    command = PtyCommand(cwd=tmp_path, code=DRAWS)
    command.until("drawn")
    yield command
    command.close()


def takes_keys_at_once(command) -> bool:
    return not termios.tcgetattr(command.slave)[3] & (termios.ICANON | termios.ECHO)


@pytest.mark.parametrize("key", ["q", "x"])
def test_it_is_restored_at_the_end_and_after_an_exception(drawing, key):
    assert takes_keys_at_once(drawing)
    drawing.press(key)
    drawing.wait()
    assert drawing.is_restored()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_it_is_restored_after_a_signal(drawing, name):
    drawing.process.send_signal(getattr(signal, name))
    drawing.wait()
    assert drawing.is_restored()


@pytest.mark.parametrize("key", ["\x03", "\x1c"])
def test_it_is_restored_after_a_key_that_sends_a_signal(drawing, key):
    drawing.press(key)
    drawing.wait()
    assert drawing.is_restored()


def test_ctrl_z_gives_it_back_until_the_command_goes_on(tmp_path):
    command = PtyCommand(DRAWS, cwd=tmp_path, code=SHELL)
    command.until("drawn")
    command.press("\x1a")
    command.until("stopped")
    assert command.is_restored()
    command.output = ""
    command.press("\n")
    command.until("drawn")
    assert takes_keys_at_once(command)
    command.press("q")
    command.wait()
    assert command.is_restored()
    command.close()


def test_it_is_taken_again_when_the_command_was_stopped_without_being_asked(drawing):
    drawing.process.send_signal(signal.SIGSTOP)
    os.waitpid(drawing.process.pid, os.WUNTRACED)
    termios.tcsetattr(drawing.slave, termios.TCSANOW, drawing.before)  # as a shell does
    drawing.output = ""
    drawing.process.send_signal(signal.SIGCONT)
    drawing.until("drawn")
    assert takes_keys_at_once(drawing)


def test_a_key_arrives_without_enter(drawing):
    drawing.press("h")
    drawing.until("pressed h")


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("q", "q"),
        ("Q", "q"),
        ("\x1b[A\x1b[1;5Ch", "h"),
        ("\x1bOP\x1b", ""),
        ("\x1b[<0;10;10M", ""),
        ("\r\n\t", ""),
        ("1é", "1é"),
    ],
)
def test_keys_are_told_from_what_special_keys_send(sent, keys):
    assert keys_in(sent) == keys
