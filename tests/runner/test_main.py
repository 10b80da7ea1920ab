"""Making the calls of a job; the process around it is tried in tests/processes/test_collect.py."""

import sys
import types

import numpy as np
import pytest

from grader.course import Generator, ask, linear_neuron
from grader.protocol.arrays import unpack
from grader.protocol.calls import Job
from grader.protocol.events import CallFailed, CallReturned, Return
from grader.protocol.problems import Problem
from grader.protocol.values import Nothing, Text
from grader.runner.main import _answer

pytestmark = pytest.mark.usefixtures("as_before", "keras")

NEURON = linear_neuron(np.array([1.0, 2.0]), 0.5)
X, Y = np.ones((4, 2)), np.ones(4)


@pytest.fixture(autouse=True)
def as_drawn_before(monkeypatch):
    monkeypatch.setattr(np.random.bit_generator, "randbits", np.random.bit_generator.randbits)


def made(function, question) -> CallReturned | CallFailed:
    module = types.ModuleType("learners_file")
    if function is not None:
        setattr(module, question.call.function, function)
    return _answer(0, question.call, module, Job("learners_file", (), (), (question.call,), seed=7))


def returns(function, question) -> tuple[Return, ...]:
    answer = made(function, question)
    assert isinstance(answer, CallReturned), answer
    return answer.returns


def test_a_call_gives_its_value_and_what_it_printed():
    def f(x):
        sys.stdout.write("seven\n")
        sys.stderr.write("eight")
        return str(x)

    assert returns(f, ask("f", 2.5)) == (Return(Text("2.5"), (), "seven\neight"),)


def test_a_function_that_is_not_there_is_undefined():
    assert made(None, ask("f", 1.0)) == CallFailed(0, Problem("undefined"))


def test_a_call_that_raises_or_leaves_is_told():
    def leaves(x):
        sys.exit(3)

    assert made(leaves, ask("f", 1.0)).problem.kind == "exit"
    assert made(lambda: 1, ask("f", 1.0)).problem.type_name == "TypeError"
    assert made(3, ask("f", 1.0)).problem.message == "'int' object is not callable"


def test_a_call_is_made_as_often_as_asked_for_with_the_same_generator():
    drawn = returns(lambda rng: rng.random(), ask("f", Generator(1), times=3))
    values = [float(unpack(one.value)) for one in drawn]
    assert len(set(values)) == 3
    assert values == list(np.random.default_rng(1).random(3))


def test_each_call_prints_for_itself():
    answers = returns(lambda x: sys.stdout.write("a") and None, ask("f", 1.0, times=2))
    assert [(one.value, one.printed) for one in answers] == [(Nothing(), "a")] * 2


def test_a_model_that_was_passed_is_described_as_each_call_left_it():
    def train(model, x, y):
        kernel, bias = model.layers[0].get_weights()
        model.layers[0].set_weights([kernel + 1, bias])

    answers = returns(train, ask("train", NEURON, X, Y, times=2))
    left = [unpack(one.models[0].layers[0].weights[0]).ravel().tolist() for one in answers]
    assert left == [[2.0, 3.0], [3.0, 4.0]]


def test_a_model_that_is_handed_back_is_known_as_the_one_that_was_passed(keras):
    (same,) = returns(lambda model: model, ask("f", NEURON))
    assert same.value.is_argument
    assert same.value == same.models[0]
    (other,) = returns(keras.models.clone_model, ask("f", NEURON))
    assert not other.value.is_argument


@pytest.mark.parametrize(
    ("lengths", "calls"), [([3, 3, 3], 3), ([3, 2, 2], 2), ([3, 3, 1], 3), ([0, 0, 0], 3)]
)
@pytest.mark.parametrize("kind", [list, tuple, np.array])
def test_calls_stop_once_two_lengths_differ(lengths, calls, kind):
    left = list(lengths)
    question = ask("train", NEURON, X, Y, times=3, until_lengths_differ=True)
    assert len(returns(lambda model, x, y: kind([0.0] * left.pop(0)), question)) == calls


def test_every_training_starts_from_the_same_random_numbers():
    question = ask("train", NEURON, X, Y, times=2)
    first, second = returns(lambda model, x, y: np.random.rand(), question)  # noqa: NPY002
    assert first.value == second.value


def test_a_call_with_a_probe_describes_predictions():
    question = ask("f", NEURON, probe=np.ones((3, 2)))
    (answer,) = returns(lambda model: None, question)
    assert unpack(answer.models[0].predictions).ravel().tolist() == [3.5] * 3
