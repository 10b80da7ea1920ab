"""Making the arguments of calls from their descriptions."""

import numpy as np
import pytest

from grader.course import random_network
from grader.judge.normal_form import forward
from grader.protocol.arrays import pack
from grader.protocol.calls import Float, Generator, Integer, Integers
from grader.runner.arguments import make_argument


@pytest.mark.parametrize(
    ("argument", "value"), [(Float(3.0), 3.0), (Integer(3), 3), (Integers((8, 4)), [8, 4])]
)
def test_a_plain_argument_becomes_a_python_value(argument, value):
    made = make_argument(argument)
    assert made == value
    assert type(made) is type(value)


def test_an_array_is_a_writable_copy():
    sent = pack(np.array([1.0, 2.0], "float32"))
    made = make_argument(sent)
    assert made.dtype == "float32"
    made += 1
    assert make_argument(sent).tolist() == [1.0, 2.0]


def test_a_generator_starts_again_for_each_call():
    first, again, other = (make_argument(Generator(seed)).random(3) for seed in (7, 7, 8))
    assert first.tolist() == again.tolist() != other.tolist()


def test_a_network_becomes_a_keras_model_with_its_weights(keras):
    network = random_network((3, 4, 1), np.random.default_rng(0))
    model, x = make_argument(network), np.ones((2, 3), "float32")
    assert isinstance(model, keras.Sequential)
    np.testing.assert_allclose(np.asarray(model(x)), forward(network, x), rtol=1e-4)


def test_every_call_is_passed_its_own_model(keras):
    network = random_network((3, 1), np.random.default_rng(0))
    first, second = make_argument(network), make_argument(network)
    first.layers[0].set_weights([np.zeros((3, 1)), np.zeros(1)])
    assert np.any(second.layers[0].get_weights()[0])
