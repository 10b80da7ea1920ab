"""Inputs for questions: readable numbers, networks, and data that a network can learn."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from grader.course.exercise import Training
from grader.protocol.arrays import Numbers, pack
from grader.protocol.networks import CompileSettings, DenseLayer, Network
from grader.protocol.trials import Batch


def fractions(rng: np.random.Generator, shape: int | tuple[int, ...]) -> Numbers:
    """Draw numbers such as -2.3 or 1.7: one decimal, absolute value 1.1 to 3.9, either sign."""
    sizes = rng.integers(11, 40, shape) / 10
    # Never a whole number, so that code that truncates or rounds gives a wrong result.
    sizes = np.where(sizes % 1 == 0, sizes + 0.3, sizes)
    drawn: Numbers = np.round(sizes * rng.choice([-1.0, 1.0], shape), 1)
    return drawn


def linear_data(rng: np.random.Generator, n_inputs: int, rows: int = 64) -> Training:
    """Draw x from a standard normal distribution, and y as a linear function of x.

    The weights and the bias are so large that a new neuron has a high loss.
    """
    x = rng.normal(size=(rows, n_inputs))
    y = x @ (3.0 * fractions(rng, n_inputs)) + 5.0
    return Training(x, y, steps=40, learning_rate=0.1, units=(1,))


def bent_data(
    rng: np.random.Generator, n_inputs: int, units: tuple[int, ...], rows: int = 64
) -> Training:
    """Draw x from a standard normal distribution, and y that no linear model can fit.

    units: see `Training`. y contains the absolute value of the first input, which a network with
    ReLU layers can learn.
    """
    x = rng.normal(size=(rows, n_inputs))
    y = 4.0 * np.abs(x[:, 0]) + 2.0 * np.sum(x, axis=1) + 3.0
    return Training(x, y, steps=40, learning_rate=0.05, units=units)


def random_network(
    sizes: tuple[int, ...],
    rng: np.random.Generator,
    *,
    compiled: CompileSettings | None = None,
) -> Network:
    """Return a network with random weights, ReLU between its layers and a linear output.

    sizes: the number of inputs, then the units of each layer. compiled: see `Network`. Kernels
    are drawn from the uniform distribution of Glorot and Bengio (2010), with the limit
    sqrt(6 / (inputs + units)). Biases are drawn from 0.1 to 0.5, not 0, so that code that ignores
    them gives a wrong result.
    """
    layers: list[DenseLayer] = []
    for inputs, units in pairwise(sizes):
        limit = np.sqrt(6.0 / (inputs + units))
        kernel = rng.uniform(-limit, limit, (inputs, units)).astype("float32")
        bias = rng.uniform(0.1, 0.5, units).astype("float32")
        is_last = len(layers) == len(sizes) - 2
        layers.append(DenseLayer(pack(kernel), pack(bias), "linear" if is_last else "relu"))
    return Network(tuple(layers), compiled)


def linear_neuron(
    weights: Numbers, bias: float, *, compiled: CompileSettings | None = None
) -> Network:
    """Return one linear unit with these weights, of shape (n,), and this bias."""
    kernel = pack(weights[:, None].astype("float32"))
    layer = DenseLayer(kernel, pack(np.array([bias], "float32")))
    return Network((layer,), compiled)


def batches_to_try(
    rng: np.random.Generator, weights: Numbers, bias: float
) -> tuple[Batch, Batch, Batch]:
    """Draw three batches of eight rows that tell the losses and optimizers of a neuron apart.

    weights: of the linear neuron, of shape (n,). See `Trial`. The slopes of the second batch are
    about ten times those of the first, those of the third about a tenth: optimizers differ in how
    they remember sizes. Each input has one sign and almost all errors of a batch have one, so that
    no slope is close to 0, where rounding decides on its sign. One error of the first batch has the
    other sign, and all differ in size, so that their mean is not their median and not the mean
    without signs.
    """
    column_signs = rng.choice([-1.0, 1.0], weights.shape)
    signs = np.ones(8)

    def batch(size: float, signs: Numbers) -> Batch:
        x = size * np.abs(fractions(rng, (8, len(weights)))) * column_signs
        y = x @ weights + bias + size * np.abs(fractions(rng, 8)) * signs
        return Batch(pack(x.astype("float32")), pack(y[:, None].astype("float32")))

    one_differs = rng.permutation([-1.0, *signs[1:]])
    return batch(1.0, one_differs), batch(10.0, -signs), batch(0.1, signs)
