"""The replacement for standard output."""

import contextlib

import msgspec
import pytest

from grader.protocol.events import EVENTS, CallReturned, Return
from grader.protocol.values import Nothing
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
    [["x" * 50_000], ["x" * 9_999, "xx", "yy"], ["x"] * 20_000, ["x" * 10_000, "y", ""]],
)
def test_the_first_characters_are_kept_and_the_rest_is_dropped(texts):
    assert printed(*texts) == "x" * MAX_PRINTED


def test_only_characters_that_cannot_be_encoded_are_escaped():
    assert printed("\x1b[2J", "\ud800\u200b\n") == "\x1b[2J\\ud800\u200b\n"


@pytest.mark.parametrize("character", ["\ud800", "\U000e0041", "\x00"])
def test_the_longest_output_can_be_sent(character):
    returned = CallReturned(0, Return(Nothing(), (), printed(character * 50_000)))
    assert EVENTS.decode(msgspec.msgpack.encode(returned)) == returned


def test_without_output_the_text_is_empty():
    assert printed() == ""
