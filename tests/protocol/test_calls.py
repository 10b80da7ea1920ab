"""Jobs and calls on the wire."""

import msgspec
import numpy as np
import pytest

from grader.course import CompileSettings, random_network
from grader.protocol.arrays import pack
from grader.protocol.calls import (
    JOBS,
    Binding,
    Call,
    Cell,
    Float,
    Generator,
    Integer,
    Integers,
    Job,
)

EVERY_KIND = (
    pack(np.arange(6.0).reshape(2, 3)),
    Float(1.5),
    Integer(-(2**63)),
    Integers((8, 4)),
    Generator(7),
    random_network(
        (2, 3, 1), np.random.default_rng(0), compiled=CompileSettings("Adam", 0.01, "mae")
    ),
)


@pytest.mark.parametrize("argument", EVERY_KIND, ids=lambda one: type(one).__name__)
def test_an_argument_of_every_kind_arrives_as_it_was_sent(argument):
    job = Job("m", (), (), (Call("f", (argument,)),))
    assert JOBS.decode(msgspec.msgpack.encode(job)) == job


def test_a_job_arrives_as_it_was_sent():
    job = Job(
        module="03_sgd",
        cells=(Cell("a.ipynb", 2, 5, "x = 1\n"),),
        bindings=(Binding("relu", 0, 3),),
        calls=(Call("relu", EVERY_KIND, EVERY_KIND[0], 3, until_lengths_differ=True),),
        placeholder="____",
        skip=((0, 1),),
        seed=9,
    )
    assert JOBS.decode(msgspec.msgpack.encode(job)) == job


def test_integers_and_floats_keep_their_types():
    job = Job("m", (), (), (Call("f", (Float(3.0), Integer(3))),))
    first, second = JOBS.decode(msgspec.msgpack.encode(job)).calls[0].arguments
    assert isinstance(first.value, float)
    assert isinstance(second.value, int)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        (Cell("a.py", 0, 1, ""), "a.py"),
        (Cell("a.ipynb", 1, 1, ""), "a.ipynb, code cell 1"),
        (Cell("a.ipynb", 12, 30, ""), "a.ipynb, code cell 12"),
    ],
)
def test_each_cell_is_compiled_under_its_own_name(cell, name):
    assert cell.name == name
