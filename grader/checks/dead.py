"""A check on hidden layers that return 0 for every input, so that training cannot change them."""

from __future__ import annotations

import numpy as np

from grader.checks.layers import form_of
from grader.course.exercise import RIGHT, Answer, Finding, wrong
from grader.protocol.arrays import Numbers, unpack
from grader.protocol.networks import DenseLayer


def no_layer_starts_dead(answer: Answer) -> Finding:
    """Check that no hidden ReLU layer of a model starts so that it returns 0 for all of the probe.

    All units of a small layer can be such by chance. So only a cause in the code counts: a bias
    without which the layer would return something, or weights that are all the same number.
    """
    network, probe = form_of(answer).network(), answer.call.probe
    if network is None or probe is None:
        return RIGHT
    x = unpack(probe).astype("float64")
    for number, layer in enumerate(network.layers[:-1], start=1):
        sums, bias = x @ unpack(layer.kernel), _bias(layer)
        x = np.maximum(sums + bias, 0.0)
        if not np.any(x):
            return _cause(number, layer, sums)
    return RIGHT


def _bias(layer: DenseLayer) -> Numbers:
    return np.zeros(1) if layer.bias is None else unpack(layer.bias)


def _cause(number: int, layer: DenseLayer, sums: Numbers) -> Finding:
    """Return why a layer returns 0 everywhere; nothing wrong if that may be chance."""
    weights = unpack(layer.kernel)
    if np.any(sums > 0):
        return wrong("layers.dead_by_bias", number=number, bias=float(np.max(_bias(layer))))
    if weights.size > 1 and np.ptp(weights) == 0:
        return wrong("layers.dead_by_weights", number=number, weight=float(weights.flat[0]))
    return RIGHT
