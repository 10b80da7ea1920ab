"""Inputs for questions: readable numbers, networks, and data that a network can learn."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from grader.course.exercise import Training
from grader.protocol.arrays import Numbers, pack
from grader.protocol.networks import DenseLayer, Network


def fractions(rng: np.random.Generator, shape: int | tuple[int, ...]) -> Numbers:
    """Draw numbers such as -2.3 or 1.7: short to read, neither 0 nor 1, of either sign."""
    sizes = rng.integers(11, 40, shape) / 10
    # Never a whole number, so that an answer that cuts off or rounds the digits is wrong.
    sizes = np.where(sizes % 1 == 0, sizes + 0.3, sizes)
    drawn: Numbers = np.round(sizes * rng.choice([-1.0, 1.0], shape), 1)
    return drawn


def linear_data(rng: np.random.Generator, n_inputs: int, rows: int = 64) -> Training:
    """Draw standardised rows whose y is a weighted sum of them, far from a new neuron's output."""
    x = rng.normal(size=(rows, n_inputs))
    y = x @ (3.0 * fractions(rng, n_inputs)) + 5.0
    return Training(x, y, steps=40, learning_rate=0.1)


def bent_data(rng: np.random.Generator, n_inputs: int, rows: int = 64) -> Training:
    """Draw rows whose y has a bend, which only a network with ReLU layers can follow."""
    x = rng.normal(size=(rows, n_inputs))
    y = 4.0 * np.abs(x[:, 0]) + 2.0 * np.sum(x, axis=1) + 3.0
    return Training(x, y, steps=40, learning_rate=0.05)


def random_network(
    sizes: tuple[int, ...],
    rng: np.random.Generator,
    *,
    learning_rate: float | None = None,
) -> Network:
    """Return a network with random weights, ReLU between its layers and a linear output.

    sizes: number of inputs, then the units of each layer. Kernels are drawn from the uniform
    distribution of Glorot and Bengio (2010), limit sqrt(6 / (inputs + units)). Biases are small
    and not zero, so that an answer that forgets them is wrong.
    """
    layers: list[DenseLayer] = []
    for inputs, units in pairwise(sizes):
        limit = np.sqrt(6.0 / (inputs + units))
        kernel = rng.uniform(-limit, limit, (inputs, units)).astype("float32")
        bias = rng.uniform(0.1, 0.5, units).astype("float32")
        is_last = len(layers) == len(sizes) - 2
        layers.append(DenseLayer(pack(kernel), pack(bias), "linear" if is_last else "relu"))
    return Network(tuple(layers), learning_rate)


def linear_neuron(weights: Numbers, bias: float, *, learning_rate: float | None = None) -> Network:
    """Return one linear unit with these weights, shape (n,), and this bias."""
    kernel = pack(weights[:, None].astype("float32"))
    layer = DenseLayer(kernel, pack(np.array([bias], "float32")))
    return Network((layer,), learning_rate)
