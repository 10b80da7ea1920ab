"""Making the calls of a job. tests/processes/test_collect.py tests the process around it."""

import contextlib
import socket
import sys
import threading

import numpy as np
import pytest

from grader.course import Generator, ask, batches_to_try, linear_neuron
from grader.protocol.arrays import unpack
from grader.protocol.events import EVENTS, CallFailed, CallReturned, Return
from grader.protocol.problems import Problem
from grader.protocol.values import Nothing, Other, Text
from grader.protocol.wire import Wire, WireClosedError
from grader.runner.main import make_call

pytestmark = pytest.mark.usefixtures("as_before", "keras")

NEURON = linear_neuron(np.array([1.0, 2.0]), 0.5)
X, Y = np.ones((4, 2)), np.ones(4)


@pytest.fixture(autouse=True)
def as_drawn_before(monkeypatch):
    monkeypatch.setattr(np.random.bit_generator, "randbits", np.random.bit_generator.randbits)


def sent(function, question) -> list[CallReturned | CallFailed]:
    """Make the call; return the messages that it sends over a real pair of sockets."""
    ours, theirs = socket.socketpair()
    messages: list[CallReturned | CallFailed] = []
    reader = threading.Thread(target=_receive_all, args=(Wire(ours), messages))
    reader.start()
    with ours:
        with theirs:
            make_call(0, question.call, function, 7, {}, Wire(theirs).send)
        reader.join()
    return messages


def _receive_all(wire: Wire, messages: list) -> None:
    with contextlib.suppress(WireClosedError):
        while True:
            messages.append(wire.receive(EVENTS))


def made(function, question) -> CallReturned | CallFailed:
    return sent(function, question)[-1]


def returns(function, question) -> tuple[Return, ...]:
    answers = sent(function, question)
    assert all(isinstance(answer, CallReturned) for answer in answers), answers
    return tuple(answer.returned for answer in answers)


def test_a_call_returns_its_value_and_its_printed_text():
    def f(x):
        sys.stdout.write("seven\n")
        sys.stderr.write("eight")
        return str(x)

    assert returns(f, ask("f", 2.5)) == (Return(Text("2.5"), (), "seven\neight"),)


def test_a_missing_function_is_undefined():
    assert made(None, ask("f", 1.0)) == CallFailed(0, Problem("undefined"))


def test_a_call_that_raises_or_exits_is_a_problem():
    def leaves(x):
        sys.exit(3)

    assert made(leaves, ask("f", 1.0)).problem.kind == "exit"
    assert made(lambda: 1, ask("f", 1.0)).problem.type_name == "TypeError"
    assert made(3, ask("f", 1.0)).problem.message == "'int' object is not callable"


def test_a_call_is_repeated_with_the_same_generator():
    drawn = returns(lambda rng: rng.random(), ask("f", Generator(1), times=3))
    values = [float(unpack(one.value)) for one in drawn]
    assert len(set(values)) == 3
    assert values == list(np.random.default_rng(1).random(3))


def test_each_call_has_its_own_printed_text():
    answers = returns(lambda x: sys.stdout.write("a") and None, ask("f", 1.0, times=2))
    assert [(one.value, one.printed) for one in answers] == [(Nothing(), "a")] * 2


def test_a_passed_model_is_described_after_each_call():
    def train(model, x, y):
        kernel, bias = model.layers[0].get_weights()
        model.layers[0].set_weights([kernel + 1, bias])

    answers = returns(train, ask("train", NEURON, X, Y, times=2))
    left = [unpack(one.models[0].layers[0].weights[0]).ravel().tolist() for one in answers]
    assert left == [[2.0, 3.0], [3.0, 4.0]]


def test_a_returned_argument_is_recognised(keras):
    (same,) = returns(lambda model: model, ask("f", NEURON))
    assert same.value.is_argument
    assert same.value == same.models[0]
    (other,) = returns(keras.models.clone_model, ask("f", NEURON))
    assert not other.value.is_argument


@pytest.mark.parametrize(
    ("lengths", "calls"), [([3, 3, 3], 3), ([3, 2, 2], 2), ([3, 3, 1], 3), ([0, 0, 0], 3)]
)
@pytest.mark.parametrize("kind", [list, tuple, np.array])
def test_calls_stop_when_two_lengths_differ(lengths, calls, kind):
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


def test_a_later_call_that_raises_follows_what_the_first_returned():
    made_so_far = []

    def f(x):
        made_so_far.append(x)
        if len(made_so_far) > 1:
            raise ValueError("no more")
        return x

    first, second = sent(f, ask("f", 1.0, times=3))
    assert isinstance(first, CallReturned)
    assert second.problem.message == "no more"


def test_of_a_value_that_is_too_large_to_send_only_the_type_is_sent():
    large = [np.zeros(90_000) for _ in range(20)]
    (value,) = [one.value for one in returns(lambda x: (large, "and more"), ask("f", 1.0))]
    assert isinstance(value, Other)
    assert value.type_name == "tuple of more than 8 MB"


BATCHES = batches_to_try(np.random.default_rng(1), np.array([1.0, 2.0]), 0.5)


def test_a_compiled_model_is_tried_after_it_was_described():
    def compile_it(model):
        sys.stdout.write("compiled")
        model.compile("adam", loudly)

    def loudly(true, predicted):
        sys.stdout.write("!")
        return (true - predicted) ** 2

    (tried,) = returns(compile_it, ask("f", NEURON, batches=BATCHES))
    (untried,) = returns(compile_it, ask("f", NEURON))
    assert (len(tried.trial.losses), len(tried.trial.steps)) == (3, 3)
    assert untried.trial is None
    assert (tried.models, tried.printed) == (untried.models, untried.printed)


def test_a_trial_that_raises_names_the_learners_line_and_not_a_failed_call():
    def compile_it(model):
        model.compile("adam", lambda true, predicted: nul)  # noqa: F821

    (tried,) = returns(compile_it, ask("f", NEURON, batches=BATCHES))
    assert tried.trial.loss_problem.type_name == "NameError"
    assert len(tried.trial.steps) == 3


def test_nothing_is_tried_without_a_passed_model_that_is_compiled():
    for question in (ask("f", 1.0, batches=BATCHES), ask("f", NEURON, batches=BATCHES)):
        (answer,) = returns(lambda given: None, question)
        assert answer.trial is None
