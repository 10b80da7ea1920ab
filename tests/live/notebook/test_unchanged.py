"""What a check leaves as it was in a kernel, apart from models: kernels of their own test those."""

import builtins
import io
import random
import sys
import warnings

import numpy as np
import pytest

from grader.live.notebook.unchanged import unchanged


def test_random_numbers_go_on_as_if_nothing_was_drawn():
    mine = np.random.default_rng(3)
    names = {"mine": mine, "again": mine, "number": 4}
    random.seed(1)
    np.random.seed(2)  # noqa: NPY002  learners' generator
    expected = random.getstate(), np.random.get_state(), mine.bit_generator.state  # noqa: NPY002
    with unchanged(names):
        random.random()
        np.random.rand(5)  # noqa: NPY002
        mine.random(7)
    assert random.getstate() == expected[0]
    assert repr(np.random.get_state()) == repr(expected[1])  # noqa: NPY002
    assert mine.bit_generator.state == expected[2]


def test_a_generator_that_is_new_or_deleted_in_the_block_does_no_harm():
    names = {"mine": np.random.default_rng(3)}
    with unchanged(names):
        names.clear()
        names["new"] = np.random.default_rng(4)
    assert list(names) == ["new"]


def test_streams_warnings_and_input_are_restored_after_an_exception():
    before = sys.stdout, sys.stderr, builtins.input, list(warnings.filters)
    with pytest.raises(KeyError), unchanged({}):
        _spoil_and_raise()
    assert (sys.stdout, sys.stderr, builtins.input, list(warnings.filters)) == before


def _spoil_and_raise() -> None:
    sys.stdout = sys.stderr = io.StringIO()
    builtins.input = lambda prompt="": "yes"
    warnings.simplefilter("error", ResourceWarning)
    raise KeyError


def test_nobody_answers_in_the_block():
    with unchanged({}), pytest.raises(EOFError, match="EOF when reading a line"):
        input("your name? ")


def test_seeds_that_the_system_gives_come_from_it_again():
    source = np.random.bit_generator.randbits
    with unchanged({}):
        np.random.bit_generator.randbits = lambda bits: 7
    assert np.random.bit_generator.randbits is source
