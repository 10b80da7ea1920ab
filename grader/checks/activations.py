"""Checks on the activations of a model's layers: which function each one computes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np

from grader.course.exercise import Answer, Finding, wrong
from grader.judge.activations import FUNCTIONS, activation_name
from grader.judge.normal_form import NormalForm, forward
from grader.protocol.arrays import Numbers, unpack
from grader.protocol.models import ACTIVATION_GRID, Activation, Model
from grader.protocol.networks import Network

_TOLERANCE = 1e-3


def wrong_activation(answer: Answer, number: int, received: str) -> Finding:
    """Return what is wrong with the activation of a hidden layer, which is not relu.

    received: its name. A function that Keras does not name is shown by a value that relu does not
    have, since it may have any name, even ReLU.
    """
    described = next((one for one in activations(answer) if activation_name(one) == received), None)
    has_no_values = described is None or described.samples is None
    if received in FUNCTIONS or (has_no_values and not received[:1].isupper()):
        return wrong("layers.wrong_activation", number=number, received=received, expected="relu")
    if described is None or described.samples is None:
        return wrong("layers.activation_without_values", number=number, received=received)
    grid, samples = np.array(ACTIVATION_GRID), unpack(described.samples)
    if samples.shape != grid.shape:
        return wrong("layers.activation_of_other_shape", number=number, received=received)
    gaps = np.nan_to_num(np.abs(samples - FUNCTIONS["relu"](grid)), nan=np.inf)
    at = int(np.argmax(gaps))
    return wrong(
        "layers.activation_is_not_relu",
        number=number,
        received=received,
        x=float(grid[at]),
        y=float(samples[at]),
        expected=float(FUNCTIONS["relu"](grid)[at]),
    )


def missing_activation(answer: Answer, form: NormalForm, number: int, *, is_late: bool) -> Finding:
    """Return what is wrong with a hidden layer for which Keras describes no activation.

    A function between layers is not described. The predictions show whether there is one.
    """
    between = _between(answer, form)
    if between == "linear":
        code = "layers.activation_one_late" if is_late else "layers.no_activation"
        return wrong(code, number=number, expected="relu")
    if between:
        return wrong("layers.wrong_activation", number=number, received=between, expected="relu")
    return wrong("layers.activation_not_seen", number=number)


def sampled_activation(answer: Answer) -> Activation | None:
    """Return the first activation function that was recognised by its values only, if any."""
    assert isinstance(answer.value, Model)
    functions = (one.activation for one in answer.value.layers if one.kind != "ReLU")
    return next((one for one in functions if one is not None and one.samples is not None), None)


def activations(answer: Answer) -> Iterator[Activation]:
    """Yield the activations of the returned model's layers, as they are described."""
    assert isinstance(answer.value, Model)
    for layer in answer.value.layers:
        if layer.activation is not None:
            yield layer.activation


def _between(answer: Answer, form: NormalForm) -> str:
    """Return the function after each layer without activation but the last; "" if none fits."""
    assert isinstance(answer.value, Model)
    network, predictions, probe = form.network(), answer.value.predictions, answer.call.probe
    if network is None or predictions is None or probe is None:
        return "linear"
    x, claimed = unpack(probe).astype("float64"), unpack(predictions)
    if x.shape[1:] != network.layers[0].kernel.shape[:1]:
        return "linear"
    names = ("linear", *(name for name in FUNCTIONS if name != "linear"))
    return next((name for name in names if _fits(network, name, x, claimed)), "")


def _fits(network: Network, name: str, x: Numbers, claimed: Numbers) -> bool:
    *hidden, last = network.layers
    layers = [
        msgspec.structs.replace(layer, activation=name) if layer.activation == "linear" else layer
        for layer in hidden
    ]
    rebuilt = forward(Network((*layers, last)), x)
    return claimed.shape == rebuilt.shape and np.allclose(
        claimed, rebuilt, rtol=_TOLERANCE, atol=_TOLERANCE
    )
