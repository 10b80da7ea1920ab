"""Compares the trial of a compiled model with the same trial in the trainer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.protocol.arrays import Array, Numbers, unpack
from grader.protocol.networks import Network, layer_weights
from grader.protocol.trials import Loss, Trial
from grader.records import LossGap, TrialGap

_ROUNDING = 5e-4
"""The part of the largest weight that counts as movement. Float32 rounds a weight to about 1e-7 of
itself, which is much of a tiny step."""


def trial_gap(theirs: Trial, ours: Trial, network: Network) -> TrialGap:
    """Return how two trials that start from the weights of this network differ."""
    losses = zip(theirs.losses, ours.losses, strict=False)
    return TrialGap(tuple(_loss_gap(*pair) for pair in losses), _weights_gap(theirs, ours, network))


def _loss_gap(theirs: Loss, ours: Loss) -> LossGap:
    return LossGap(
        theirs.value, ours.value, _gap(theirs.slopes, ours.slopes, _largest(ours.slopes))
    )


def _weights_gap(theirs: Trial, ours: Trial, network: Network) -> float:
    if len(theirs.steps) != len(ours.steps) or not ours.steps:
        return float("inf")
    start = [weight for layer in network.layers for weight in layer_weights(layer)]
    gaps = []
    for their, our in zip(theirs.steps, ours.steps, strict=True):
        moved = max(
            float(np.max(np.abs(unpack(weight) - before), initial=0.0))
            for weight, before in zip(our.weights, start, strict=True)
        )
        scale = moved + _ROUNDING * _largest(our.weights)
        gaps.append(_gap(their.weights, our.weights, scale))
    return max(gaps)


def _gap(theirs: Sequence[Array], ours: Sequence[Array], scale: float) -> float:
    """Return the largest difference divided by `scale`; infinity if it is not a number."""
    if [array.shape for array in theirs] != [array.shape for array in ours]:
        return float("inf")
    pairs = zip(theirs, ours, strict=True)
    differences = [_numbers(one) - _numbers(other) for one, other in pairs]
    gap = max(float(np.max(np.abs(each), initial=0.0)) for each in differences) / (scale or 1.0)
    return gap if np.isfinite(gap) else float("inf")


def _largest(arrays: Sequence[Array]) -> float:
    return max(
        (float(np.max(np.abs(_numbers(array)), initial=0.0)) for array in arrays), default=0.0
    )


def _numbers(array: Array) -> Numbers:
    return unpack(array).astype("float64")
