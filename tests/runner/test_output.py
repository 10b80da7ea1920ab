"""What takes the place of standard output."""

import contextlib

import pytest

from grader.runner.output import MAX_PRINTED, Output


def printed(*texts: str) -> str:
    output = Output()
    for text in texts:
        assert output.write(text) == len(text)
    return output.text()


def test_print_writes_to_it():
    output = Output()
    with contextlib.redirect_stdout(output):
        print("a", 1, end="!\n")  # noqa: T201  as learners do
        print("b", flush=True)  # noqa: T201
    assert output.text() == "a 1!\nb\n"


@pytest.mark.parametrize(
    "texts",
    [["x" * 10_000], ["x" * 1_999, "xx", "yy"], ["x"] * 5_000, ["x" * 2_000, "y", ""]],
)
def test_the_first_characters_are_kept_and_the_rest_is_dropped(texts):
    assert printed(*texts) == "x" * MAX_PRINTED


def test_what_does_not_print_is_spelled_out():
    assert printed("\x1b[2J", "\ud800\n") == "\\x1b[2J\\ud800\n"


def test_nothing_written_is_nothing():
    assert printed() == ""
