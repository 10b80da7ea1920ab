"""How often a call is made, by what it has returned so far."""

import numpy as np
import pytest

from grader.protocol.arrays import pack
from grader.protocol.calls import Call
from grader.protocol.events import Return
from grader.protocol.repetition import is_made_again
from grader.protocol.values import Items, Nothing, Text

ONCE = Call("f", ())
THRICE = Call("f", (), times=3)
UNTIL = Call("f", (), times=3, until_lengths_differ=True)

NUMBERS = pack([1.0, 2.0, 3.0], "list")
ARRAY = pack(np.zeros((3, 2)))
MIXED = Items("list", (Nothing(), Text("a"), Nothing()))
FOUR = pack(np.zeros(4), "tensor")
NUMBER = pack(3.0, "number")


def is_made(call: Call, *values) -> bool:
    return is_made_again(call, [Return(value) for value in values])


@pytest.mark.parametrize("call", [ONCE, THRICE, UNTIL])
def test_every_call_is_made_once(call):
    assert is_made(call)


def test_a_call_is_made_as_often_as_it_says_whatever_it_returns():
    assert not is_made(ONCE, NUMBERS)
    assert is_made(THRICE, NUMBERS)
    assert is_made(THRICE, Nothing(), FOUR)
    assert not is_made(THRICE, NUMBERS, FOUR, Nothing())


@pytest.mark.parametrize("returned", [NUMBERS, ARRAY, MIXED])
def test_a_call_is_made_again_while_its_lists_have_one_length(returned):
    assert is_made(UNTIL, NUMBERS)
    assert is_made(UNTIL, NUMBERS, returned)
    assert not is_made(UNTIL, NUMBERS, returned, returned)


@pytest.mark.parametrize("other", [FOUR, pack([], "list"), Items("tuple", (Nothing(),))])
def test_a_call_is_not_made_again_once_two_lengths_differ(other):
    assert not is_made(UNTIL, NUMBERS, other)
    assert not is_made(UNTIL, other, NUMBERS)


@pytest.mark.parametrize("returned", [Nothing(), Text("abc"), NUMBER])
def test_a_call_is_not_made_again_after_a_value_without_a_length(returned):
    assert not is_made(UNTIL, returned)
    assert not is_made(UNTIL, NUMBERS, returned)
