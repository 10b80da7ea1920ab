"""Inputs for questions: readable and repeatable numbers, and data that a model can learn."""

import numpy as np
import pytest

from grader.course import (
    CompileSettings,
    batches_to_try,
    bent_data,
    fractions,
    linear_data,
    linear_neuron,
    random_network,
)
from grader.judge.normal_form import forward
from grader.protocol.arrays import unpack


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def best_line(x, y) -> float:
    """Return the mean absolute error of a linear fit by least squares."""
    rows = np.column_stack([x, np.ones(len(x))])
    return float(np.mean(np.abs(rows @ np.linalg.lstsq(rows, y, rcond=None)[0] - y)))


def test_fractions_have_one_digit_and_are_neither_whole_nor_small():
    drawn = fractions(rng(), 10_000)
    assert np.array_equal(drawn, np.round(drawn, 1))
    assert np.all(drawn % 1 != 0)
    assert np.all((np.abs(drawn) > 1) & (np.abs(drawn) < 4))
    assert 0.4 < np.mean(drawn > 0) < 0.6


@pytest.mark.parametrize("shape", [3, (2, 4)])
def test_fractions_have_the_shape_that_was_asked_for(shape):
    assert fractions(rng(), shape).shape == np.zeros(shape).shape


@pytest.mark.parametrize(
    "draw",
    [
        lambda rng: fractions(rng, 5).tobytes(),
        lambda rng: linear_data(rng, 3).y.tobytes(),
        lambda rng: bent_data(rng, 3, (4, 1)).y.tobytes(),
        lambda rng: random_network((3, 4, 1), rng),
    ],
)
def test_the_same_seed_draws_the_same_inputs_and_another_seed_draws_others(draw):
    assert draw(rng(1)) == draw(rng(1)) != draw(rng(2))


def test_linear_data_fits_a_linear_model_and_has_a_high_initial_loss():
    data = linear_data(rng(), 3)
    assert (data.x.shape, data.y.shape) == ((64, 3), (64,))
    assert best_line(data.x, data.y) < 1e-9
    assert np.mean(np.abs(data.y)) > 1


def test_bent_data_fits_no_linear_model():
    data = bent_data(rng(), 2, (4, 1))
    assert best_line(data.x, data.y) > 1
    bends = np.column_stack([data.x, np.abs(data.x[:, 0])])
    assert best_line(bends, data.y) < 1e-9


def test_a_random_network_has_relu_between_its_layers_and_a_linear_output():
    network = random_network((3, 8, 4, 1), rng(), compiled=CompileSettings("Adam", 0.01, "mae"))
    assert [layer.kernel.shape for layer in network.layers] == [(3, 8), (8, 4), (4, 1)]
    assert [layer.activation for layer in network.layers] == ["relu", "relu", "linear"]
    assert network.compiled == CompileSettings("Adam", 0.01, "mae")


def test_no_bias_of_a_random_network_is_zero():
    for layer in random_network((3, 8, 1), rng()).layers:
        assert unpack(layer.bias).min() >= 0.1


def test_a_linear_neuron_computes_its_weighted_sum():
    weights, x = np.array([1.5, -2.0]), np.array([[1.0, 1.0], [2.0, 0.5]])
    predictions = forward(linear_neuron(weights, 0.25), x)
    np.testing.assert_allclose(predictions, (x @ weights + 0.25)[:, None])


def test_batches_to_try_have_slopes_of_three_sizes_and_errors_that_differ():
    for seed in range(20):
        weights = fractions(rng(seed), 3)
        batches = batches_to_try(rng(seed), weights, 0.25)
        sizes = []
        for batch in batches:
            x, y = unpack(batch.x), unpack(batch.y)
            errors = y.ravel() - x @ weights - 0.25
            sizes.append(np.abs(np.mean(np.sign(errors)[:, None] * x, axis=0)))
            assert abs(np.mean(np.abs(errors)) - np.median(np.abs(errors))) > 0
            assert np.min(np.abs(errors)) > 0.1
        assert np.all(sizes[0] > 0.3)
        assert np.all(sizes[1] > 3 * sizes[0])
        assert np.all(sizes[0] > 3 * sizes[2])
        signs = [np.sign(unpack(b.y).ravel() - unpack(b.x) @ weights - 0.25) for b in batches]
        assert [abs(int(np.sum(each))) for each in signs] == [6, 8, 8]
