"""The drawing of the errors is true."""

import re
from collections.abc import Iterator

import pytest

from grader import errors
from grader.errors import EndedBySignal, GraderError
from grader.live.notebook.check import CheckError
from grader.live.stubs import CannotRestoreError
from grader.submission.archive import ArchiveError
from grader.submission.content import UnreadableError
from grader.submission.notebook import NotebookError
from grader.submission.regular_file import NotRegularError
from grader.submission.script import ScriptError

ELSEWHERE = (
    ArchiveError,
    CannotRestoreError,
    CheckError,
    NotebookError,
    NotRegularError,
    ScriptError,
    UnreadableError,
)
DEFINED = {
    name: one
    for name, one in vars(errors).items()
    if isinstance(one, type) and issubclass(one, GraderError)
}
CLASSES = DEFINED | {one.__name__: one for one in ELSEWHERE}


def drawn() -> Iterator[tuple[str, str, int | None]]:
    """Yield each error of the drawing, the one above it, and its exit code if it has one there."""
    above = {-1: ""}
    for line in errors.__doc__.splitlines():
        found = re.match(r"([│├└─ ]*)(\w+Error)\b.*?(?:exit code (\d+))?$", line)
        if found:
            depth = len(found[1]) // 4
            above[depth] = found[2]
            yield found[2], above[depth - 1], int(found[3]) if found[3] else None


DRAWN = tuple(drawn())


def test_all_errors_of_the_module_and_no_unknown_ones_are_drawn():
    assert {name for name, _, _ in DRAWN} == CLASSES.keys()


@pytest.mark.parametrize(("name", "parent", "exit_code"), DRAWN[1:])
def test_an_error_is_below_its_base_class_and_has_its_exit_code(name, parent, exit_code):
    """Where none is drawn, it is that of a failure of the grader."""
    assert [base.__name__ for base in CLASSES[name].__bases__] == [parent]
    assert CLASSES[name].exit_code == (3 if exit_code is None else exit_code)


def test_the_end_of_the_reading_program_is_reported_as_the_shell_reports_it():
    assert errors.ReaderLeftError.exit_code == 141


def test_a_signal_is_no_error_that_a_handler_of_errors_catches():
    assert not issubclass(EndedBySignal, Exception)
    assert (EndedBySignal(15).number, str(EndedBySignal(15))) == (15, "15")
