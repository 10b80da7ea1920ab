"""Generates trainings that work, and puts one fault into each.

Networks, data, losses, optimizers and faults are drawn. A fault is drawn without regard to whether
any repair undoes it; whether a training works is only ever decided by training it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Recipe:
    """A training as a program would write it: weights are drawn when it runs.

    units: of the hidden layers. hidden, output: activations. initial: how weights are drawn, as the
    name of a Keras initializer with its arguments. bias: of the hidden layers at the start. frozen:
    the layers that are not trained. pairs: rows with their true labels, if these are known.
    """

    x: Numbers
    y: Numbers
    units: tuple[int, ...]
    outputs: int
    hidden: str
    output: str
    loss: str
    from_logits: bool
    optimizer: str
    rate: float
    epochs: int
    batch: int
    initial: tuple[str, tuple[tuple[str, float], ...]] = ("GlorotUniform", ())
    bias: float = 0.0
    frozen: tuple[int, ...] = ()
    pairs: tuple[Numbers, Numbers] | None = None


def working(rng: np.random.Generator) -> Recipe:
    """Draw a training that should work, of one of four kinds of data."""
    rows, inputs = int(rng.choice([256, 320, 400])), int(rng.choice([2, 3, 5]))
    x = rng.normal(size=(rows, inputs)).astype("float32")
    makes = (_regression, _regression, _two_classes, _two_classes, _classes)
    made = makes[rng.integers(len(makes))](rng, x)
    optimizer, rate = _OPTIMIZERS[rng.integers(len(_OPTIMIZERS))]
    return Recipe(
        x=x,
        units=_UNITS[rng.integers(len(_UNITS))],
        hidden="relu",
        optimizer=optimizer,
        rate=rate,
        epochs=int(rng.choice([4, 6, 8])),
        batch=int(rng.choice([8, 16])),
        **made,
    )


_UNITS = ((16,), (32,), (24, 16), (16, 16, 8))
_OPTIMIZERS = (("Adam", 0.01), ("Adam", 0.003), ("RMSprop", 0.003), ("SGD", 0.03), ("Nadam", 0.005))


def _surface(rng: np.random.Generator, x: Numbers) -> Numbers:
    """Return a column of numbers: a plane, or one that is bent."""
    plane = x @ rng.uniform(-1.5, 1.5, x.shape[1])
    bent = 2.0 * np.abs(x[:, 0]) - 1.6 + 0.4 * np.abs(x[:, -1])
    return np.asarray((plane, bent)[rng.integers(2)][:, None], "float32")


def _regression(rng: np.random.Generator, x: Numbers) -> dict[str, Any]:
    noise = rng.normal(scale=0.1, size=(len(x), 1))
    y = (_surface(rng, x) * rng.uniform(0.5, 3.0) + noise).astype("float32")
    loss = ("mean_squared_error", "mean_absolute_error", "huber")[rng.integers(3)]
    return {"y": y, "outputs": 1, "output": "linear", "loss": loss, "from_logits": False}


def _two_classes(rng: np.random.Generator, x: Numbers) -> dict[str, Any]:
    surface = _surface(rng, x)
    y = (surface > np.median(surface)).astype("float32")
    logits = bool(rng.integers(2))
    output = "linear" if logits else "sigmoid"
    loss = {"loss": "binary_crossentropy", "from_logits": logits}
    return {"y": y, "outputs": 1, "output": output, **loss}


def _classes(rng: np.random.Generator, x: Numbers) -> dict[str, Any]:
    count = int(rng.integers(3, 5))
    numbers = np.argmax(x @ rng.normal(size=(x.shape[1], count)), axis=1)
    is_sparse, logits = bool(rng.integers(2)), bool(rng.integers(2))
    y = numbers[:, None] if is_sparse else np.eye(count)[numbers]
    return {
        "y": y.astype("float32"),
        "outputs": count,
        "output": "linear" if logits else "softmax",
        "loss": f"{'sparse_' if is_sparse else ''}categorical_crossentropy",
        "from_logits": logits,
    }


Pair = tuple[Recipe, Recipe]
"""A training, and the same with a fault."""

Fault = Callable[[np.random.Generator, Recipe], Pair]


def _rate_high(rng: np.random.Generator, one: Recipe) -> Pair:
    return one, replace(one, rate=float(one.rate * 10.0 ** rng.uniform(1, 5)))


def _rate_low(rng: np.random.Generator, one: Recipe) -> Pair:
    return one, replace(one, rate=float(one.rate * 10.0 ** -rng.uniform(2, 6)))


def _inputs_large(rng: np.random.Generator, one: Recipe) -> Pair:
    size, middle = 10.0 ** rng.uniform(2, 5), 10.0 ** rng.uniform(0, 5)
    return one, replace(one, x=(one.x * size + middle).astype("float32"))


def _inputs_tiny(rng: np.random.Generator, one: Recipe) -> Pair:
    return one, replace(one, x=(one.x * 10.0 ** -rng.uniform(2, 5)).astype("float32"))


def _no_relu(_rng: np.random.Generator, one: Recipe) -> Pair:
    """Take ReLU out where the labels are even in x, so that no plane fits them."""
    if one.outputs > 1:
        one = replace(one, outputs=1, output="linear", loss="mean_squared_error", from_logits=False)
    even = 2.0 * np.abs(one.x[:, :1]) + np.abs(one.x[:, -1:])
    is_class = one.loss == "binary_crossentropy"
    y = even > np.median(even) if is_class else even - even.mean()
    one = replace(one, y=y.astype("float32"))
    return one, replace(one, hidden="linear")


def _deep_sigmoid(rng: np.random.Generator, one: Recipe) -> Pair:
    one = replace(one, units=(16,) * int(rng.integers(4, 7)))
    return one, replace(one, hidden="sigmoid")


def _loss_wrong(rng: np.random.Generator, one: Recipe) -> Pair:
    if one.loss == "binary_crossentropy":
        return one, replace(one, loss="categorical_crossentropy")
    if one.outputs > 1:
        return one, replace(one, loss="mean_error", from_logits=False)
    return one, replace(one, loss=("binary_crossentropy", "mean_error")[rng.integers(2)])


def _output_wrong(rng: np.random.Generator, one: Recipe) -> Pair:
    """Leave out what makes probabilities of the sums, or cut off the numbers that y has."""
    if "crossentropy" in one.loss:
        broken = str(rng.choice(["linear", "relu", "tanh"]))
        return one, replace(one, output=broken, from_logits=False)
    one = replace(one, y=-np.abs(one.y) - 1.0)
    return one, replace(one, output=str(rng.choice(["relu", "sigmoid"])))


def _frozen(rng: np.random.Generator, one: Recipe) -> Pair:
    layers = len(one.units) + 1
    count = int(rng.integers(1, layers + 1))
    return one, replace(one, frozen=tuple(sorted(rng.permutation(layers)[:count].tolist())))


def _zeros(_rng: np.random.Generator, one: Recipe) -> Pair:
    one = replace(one, units=one.units if len(one.units) > 1 else one.units * 2)
    return one, replace(one, initial=("Zeros", ()))


def _dead(rng: np.random.Generator, one: Recipe) -> Pair:
    return one, replace(one, bias=-float(10.0 ** rng.uniform(1, 3)))


def _huge_weights(rng: np.random.Generator, one: Recipe) -> Pair:
    size = float(10.0 ** rng.uniform(0.5, 2))
    return one, replace(one, initial=("RandomNormal", (("stddev", size),)))


def _shuffled(rng: np.random.Generator, one: Recipe) -> Pair:
    """Shuffle the rows of x alone, where the grader knows the data as they were."""
    order = rng.permutation(len(one.x))
    return one, replace(one, x=one.x[order], pairs=(one.x, one.y))


def _shifted(rng: np.random.Generator, one: Recipe) -> Pair:
    y = one.y[::-1] if rng.integers(2) else np.roll(one.y, int(rng.choice([1, -1, 2])), axis=0)
    return one, replace(one, y=np.ascontiguousarray(y))


FAULTS: Mapping[str, Fault] = {
    "learning rate too high": _rate_high,
    "learning rate too low": _rate_low,
    "inputs of large numbers": _inputs_large,
    "inputs of tiny numbers": _inputs_tiny,
    "no ReLU": _no_relu,
    "deep and sigmoid": _deep_sigmoid,
    "loss does not suit the labels": _loss_wrong,
    "output does not suit the loss": _output_wrong,
    "frozen layers": _frozen,
    "weights of zero": _zeros,
    "dead ReLUs": _dead,
    "huge weights": _huge_weights,
    "labels shuffled, truth known": _shuffled,
    "labels shifted or reversed": _shifted,
}
