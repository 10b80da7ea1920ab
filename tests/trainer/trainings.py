"""Trainings to diagnose, small and with known faults."""

import msgspec
import numpy as np

from grader.course import random_network
from grader.protocol.arrays import pack, unpack
from grader.protocol.networks import DenseLayer, Network
from grader.protocol.trainings import LossFunction, TrainingSetup

ROWS = 96
X = np.random.default_rng(5).normal(size=(ROWS, 3)).astype("float32")
LINE = (X @ np.array([[2.0], [-1.5], [1.0]])).astype("float32")
BENT = (np.abs(X[:, :1]) + np.abs(X[:, 1:2])).astype("float32")
SIDE = (LINE > 0).astype("float32")


def setup(**changes) -> TrainingSetup:
    """Return a training that learns a straight line well, with these changes."""
    values = {
        "network": network(),
        "x": pack(X),
        "y": pack(LINE),
        "loss": LossFunction("mean_squared_error"),
        "optimizer": "Adam",
        "learning_rate": 0.03,
        "steps": 90,
        "batch_size": 32,
    }
    return TrainingSetup(**(values | changes))


def network(sizes=(3, 16, 1), **changes) -> Network:
    """Return a network with random weights, all of whose layers have these changes."""
    layers = random_network(sizes, np.random.default_rng(7)).layers
    return Network(tuple(msgspec.structs.replace(layer, **changes) for layer in layers))


def with_output(activation: str, sizes=(3, 16, 1)) -> Network:
    """Return a network with ReLU and this activation of its output layer."""
    *hidden, last = network(sizes).layers
    return Network((*hidden, msgspec.structs.replace(last, activation=activation)))


def with_hidden(activation: str, sizes=(3, 16, 16, 1)) -> Network:
    """Return a network with this activation in all layers but the last."""
    *hidden, last = network(sizes).layers
    return Network((*(msgspec.structs.replace(one, activation=activation) for one in hidden), last))


def dead(units=16) -> Network:
    """Return a network whose hidden units give 0 for every row."""
    hidden, last = network((3, units, 1)).layers
    bias = pack(np.full(units, -50.0, "float32"))
    return Network((msgspec.structs.replace(hidden, bias=bias), last))


def zeros() -> Network:
    """Return a network of two hidden layers without any weight."""
    return Network(
        tuple(
            DenseLayer(pack(np.zeros_like(unpack(one.kernel))), one.bias, one.activation)
            for one in network((3, 8, 8, 1), bias=None).layers
        )
    )
