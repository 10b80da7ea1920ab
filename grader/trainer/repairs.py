"""The repairs that a diagnosis tries: each changes one factor of a training, from small to large.

A repair is smaller than another if it changes less of what the learner wrote:

1. one number: a training of few steps goes on; then the learning rate times 0.1, and times 10;
2. one word: the output and the loss agree on probabilities or sums; the optimizer's settings are
   those of Keras;
3. one flag: frozen layers are trained;
4. only chance: the first weights are drawn anew;
5. one line on the data: the inputs are scaled; the labels are put beside their rows;
6. one number by several decades: the learning rate times 0.01, 100, and so on, the nearest first;
7. what is made small: another loss;
8. what is computed: ReLU after each hidden layer.

Nothing is trained here. See `grader.trainer.search`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

import msgspec
import numpy as np

from grader.protocol.arrays import Numbers, pack, unpack
from grader.protocol.networks import DenseLayer, Network, layer_weights
from grader.protocol.trainings import LossFunction, TrainingSetup
from grader.trainer.losses import usual_loss, with_loss
from grader.trainer.messages import Pairs, RepairKind

Change: TypeAlias = Callable[[TrainingSetup, int], TrainingSetup]
"""Returns the repaired training. The number is the seed of what the repair draws."""

_NEAR = (0.1, 10.0)
_FAR = tuple(factor for power in range(2, 39) for factor in (10.0**-power, 10.0**power))
_LEAST_RATE, _MOST_RATE = 1e-7, 2.0
"""No further learning rate is tried outside of these."""

_INSTEAD_OF_NONE = (0.001, 0.01, 0.1)
"""Tried instead of a learning rate of zero or below."""

_SHIFTS = (1, -1, 2, -2)
_LEAST_CHANGE = 0.1
"""Inputs whose means and standard deviations are that near to 0 and 1 are scaled already."""

_CROSSENTROPIES = frozenset(
    {"binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"}
)


@dataclass(frozen=True)
class Repair:
    """A change of one factor. details: what a message says about it."""

    kind: RepairKind
    change: Change
    details: dict[str, Any] = field(default_factory=dict)


def repairs(setup: TrainingSetup, pairs: Pairs | None = None) -> Iterator[Repair]:
    """Yield the repairs that change anything of this training, the smallest first.

    pairs: rows of x with their true y, if they are known.
    """
    yield from _rates(setup, _NEAR)
    yield from _matched_outputs(setup)
    yield from _usual_settings(setup)
    yield from _unfrozen(setup)
    yield Repair("weights", lambda one, seed: with_network(one, drawn(one.network, seed)))
    yield from _scaled(setup)
    yield from _labels(setup, pairs)
    yield from _rates(setup, _FAR)
    yield from _usual_losses(setup)
    yield from _with_relu(setup)


def with_network(setup: TrainingSetup, network: Network) -> TrainingSetup:
    """Return the training of another network."""
    return msgspec.structs.replace(setup, network=network)


def with_steps(setup: TrainingSetup, steps: int) -> TrainingSetup:
    """Return the training with another number of steps."""
    return msgspec.structs.replace(setup, steps=steps)


def drawn(network: Network, seed: int) -> Network:
    """Return the network with new weights: those that Keras' Dense draws, and biases of zero."""
    rng = np.random.default_rng(seed)

    def draw(layer: DenseLayer) -> DenseLayer:
        kernel, *biases = layer_weights(layer)
        limit = np.sqrt(6.0 / sum(kernel.shape))  # Glorot and Bengio, 2010
        new = rng.uniform(-limit, limit, kernel.shape).astype("float32")
        return _with_weights(layer, new, *(np.zeros_like(bias) for bias in biases))

    return Network(tuple(map(draw, network.layers)))


def like(network: Network, seed: int) -> Network:
    """Return the network with other weights of the same kind: its own, in another order.

    How the learner drew them is not known. Small weights stay small, and zeros stay zeros.
    """
    rng = np.random.default_rng(seed)

    def reorder(layer: DenseLayer) -> DenseLayer:
        weights = layer_weights(layer)
        return _with_weights(
            layer, *(rng.permuted(one.ravel()).reshape(one.shape) for one in weights)
        )

    return Network(tuple(map(reorder, network.layers)))


def _with_weights(layer: DenseLayer, kernel: Numbers, *biases: Numbers) -> DenseLayer:
    bias = pack(biases[0]) if biases else None
    return DenseLayer(pack(kernel), bias, layer.activation, layer.trainable)


def _rates(setup: TrainingSetup, factors: tuple[float, ...]) -> Iterator[Repair]:
    before = setup.learning_rate
    if before <= 0 and factors is _NEAR:
        for after in _INSTEAD_OF_NONE:
            change = partial(_with_rate, after)
            yield Repair("rate_higher", change, {"before": before, "after": after})
    for factor in factors if before > 0 else ():
        after = float(f"{before * factor:.6g}")
        kind: RepairKind = "rate_lower" if factor < 1 else "rate_higher"
        change = partial(_with_rate, after)
        repair = Repair(kind, change, {"before": before, "after": after})
        if factors is _NEAR or _is_sensible(repair):
            yield repair


def a_decade_lower(setup: TrainingSetup, repair: Repair) -> Repair | None:
    """Return the rate a decade below one that is already several decades below the learner's."""
    if repair.kind != "rate_lower":
        return None
    factor = 10.0 ** round(math.log10(repair.details["after"] / setup.learning_rate))
    return None if factor in _NEAR else next(_rates(setup, (factor * 0.1,)), None)


def _is_sensible(repair: Repair) -> bool:
    after: float = repair.details["after"]
    return after >= _LEAST_RATE if repair.kind == "rate_lower" else after <= _MOST_RATE


def _with_rate(rate: float, setup: TrainingSetup, _seed: int) -> TrainingSetup:
    return msgspec.structs.replace(setup, learning_rate=rate)


def _matched_outputs(setup: TrainingSetup) -> Iterator[Repair]:
    """Make the output layer's activation and the loss agree, from either side."""
    last, loss = setup.network.layers[-1], setup.loss
    if loss.name not in _CROSSENTROPIES:
        if last.activation != "linear":
            yield _output(last.activation, "linear", loss)
        return
    probability = "sigmoid" if loss.name == "binary_crossentropy" else "softmax"
    expects_sums = last.activation != probability
    if loss.from_logits != expects_sums:
        other = LossFunction(loss.name, expects_sums)
        details = {"loss": loss.name, "from_logits": expects_sums, "activation": last.activation}
        yield Repair("logits", lambda one, _seed: with_loss(one, other), details)
    wanted = "linear" if loss.from_logits else probability
    if last.activation != wanted:
        yield _output(last.activation, wanted, loss)


def _output(before: str, after: str, loss: LossFunction) -> Repair:
    def change(setup: TrainingSetup, _seed: int) -> TrainingSetup:
        *hidden, last = setup.network.layers
        return with_network(setup, Network((*hidden, _with_activation(last, after))))

    return Repair("output", change, {"before": before, "after": after, "loss": loss.name})


def _with_activation(layer: DenseLayer, name: str) -> DenseLayer:
    return DenseLayer(layer.kernel, layer.bias, name, layer.trainable)


def _usual_settings(setup: TrainingSetup) -> Iterator[Repair]:
    if setup.settings:
        details = {"optimizer": setup.optimizer, "settings": dict(setup.settings)}
        yield Repair(
            "settings", lambda one, _seed: msgspec.structs.replace(one, settings={}), details
        )


def _unfrozen(setup: TrainingSetup) -> Iterator[Repair]:
    frozen = sum(not layer.trainable for layer in setup.network.layers)
    if frozen:
        details = {"frozen": frozen, "layers": len(setup.network.layers)}
        yield Repair(
            "frozen", lambda one, _seed: with_network(one, _all_trained(one.network)), details
        )


def _all_trained(network: Network) -> Network:
    return Network(
        tuple(DenseLayer(one.kernel, one.bias, one.activation) for one in network.layers)
    )


def _scaled(setup: TrainingSetup) -> Iterator[Repair]:
    x = unpack(setup.x).astype("float64")
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    if not np.all(np.isfinite(mean) & np.isfinite(spread)):
        return
    if np.all((np.abs(mean) < _LEAST_CHANGE) & (np.abs(spread - 1) < _LEAST_CHANGE)):
        return
    scaled = pack(((x - mean) / spread).astype("float32"))
    details = {"low": float(x.min()), "high": float(x.max())}
    yield Repair("inputs", lambda one, _seed: msgspec.structs.replace(one, x=scaled), details)


def _labels(setup: TrainingSetup, pairs: Pairs | None) -> Iterator[Repair]:
    """Put the labels beside their rows: as they are known to belong, or as they easily slip."""
    y = unpack(setup.y)
    known = None if pairs is None else _true_labels(unpack(setup.x), y.shape, pairs)
    if known is not None and not np.array_equal(known, y):
        yield _with_labels(known, "known")
    if pairs is None and len(y) > 1:
        yield _with_labels(y[::-1], "reversed")
        for shift in _SHIFTS:
            yield _with_labels(np.roll(y, shift, axis=0), "shifted", rows=shift)


def _with_labels(y: Numbers, how: str, **details: int) -> Repair:
    labels = pack(np.ascontiguousarray(y))

    def change(setup: TrainingSetup, _seed: int) -> TrainingSetup:
        return msgspec.structs.replace(setup, y=labels)

    return Repair("labels", change, {"how": how, **details})


def _true_labels(x: Numbers, shape: tuple[int, ...], pairs: Pairs) -> Numbers | None:
    """Return the label of each row of x; None if a row is not among the known ones."""
    known, labels = unpack(pairs.x).astype("float32"), unpack(pairs.y).astype("float32")
    if known.ndim != 2 or known.shape[1:] != x.shape[1:] or len(labels) != len(known):
        return None
    rows = {row.tobytes(): number for number, row in enumerate(known)}
    found = [rows.get(row.tobytes(), -1) for row in x.astype("float32")]
    if -1 in found or labels.size != len(known) * shape[1]:
        return None
    return np.asarray(labels.reshape(-1, shape[1])[found])


def _usual_losses(setup: TrainingSetup) -> Iterator[Repair]:
    last = setup.network.layers[-1]
    usual = usual_loss(unpack(setup.y), last.kernel.shape[1], last.activation)
    candidates = (usual, LossFunction("mean_absolute_error"))
    fitting = unpack(setup.y).shape[1] == last.kernel.shape[1]
    for loss in candidates if fitting else candidates[:1]:
        if loss.name != setup.loss.name:
            details = {"before": setup.loss.name, "after": loss.name}
            yield Repair("loss", partial(_with_this_loss, loss), details)


def _with_this_loss(loss: LossFunction, setup: TrainingSetup, _seed: int) -> TrainingSetup:
    return with_loss(setup, loss)


def _with_relu(setup: TrainingSetup) -> Iterator[Repair]:
    hidden = setup.network.layers[:-1]
    others = sorted({layer.activation for layer in hidden} - {"relu"})
    if others:

        def change(setup: TrainingSetup, _seed: int) -> TrainingSetup:
            *hidden, last = setup.network.layers
            bent = (_with_activation(layer, "relu") for layer in hidden)
            return with_network(setup, Network((*bent, last)))

        yield Repair("relu", change, {"layers": len(hidden), "before": others})


def fresh(setup: TrainingSetup, seed: int) -> TrainingSetup:
    """Return the training as it might begin if the learner's program ran again."""
    return with_network(setup, like(setup.network, seed))
