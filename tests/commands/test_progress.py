import io
import sys

from grader.commands.progress import progress_bar
from grader.pipeline import no_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(monkeypatch) -> Terminal:
    """Replace standard error by a terminal. Not a fixture: pytest starts capturing after those."""
    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "TTY_COMPATIBLE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return sys.stderr


def test_a_terminal_shows_how_many_are_done_and_what_is_done_now(monkeypatch):
    shown = terminal(monkeypatch)
    with progress_bar()(7) as advance:
        advance(3, "starting TensorFlow")
        advance(4, "grading")
    assert shown.getvalue().index("starting TensorFlow") < shown.getvalue().index("4/7")
    assert "3/7" in shown.getvalue()


def test_nothing_is_shown_if_quiet(monkeypatch):
    terminal(monkeypatch)
    assert progress_bar(quiet=True) is no_progress


def test_nothing_is_shown_where_there_is_no_terminal(monkeypatch):
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert progress_bar() is no_progress
