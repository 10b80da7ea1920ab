"""Requests to the trainer, and its replies."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

from grader.protocol.arrays import Array
from grader.protocol.models import Setting
from grader.protocol.networks import Network
from grader.protocol.trainings import LossFunction, TrainingSetup
from grader.protocol.trials import Batch, Trial
from grader.records import TrainingRun


class TrainingRequest(msgspec.Struct, frozen=True):
    """Train on x of shape (rows, inputs) and y of shape (rows,), on all rows at each step.

    Uses Adam with this learning rate and these settings, and the mean absolute error. Does not
    train if Adam refuses the settings. The first run starts from the network's own weights. Each
    of `seeds` starts another run from new weights, until a run reduces the loss to `falls_to` times
    its initial value.
    """

    x: Array
    y: Array
    steps: int
    learning_rate: float
    seeds: tuple[int, ...]
    falls_to: float
    settings: dict[Setting, float] = {}


class TrialRequest(msgspec.Struct, frozen=True):
    """Try Adam and the mean absolute error on these batches; see `Trial`.

    network: the weights to start from. learning_rates: one for each step. settings: as for
    training.
    """

    network: Network
    batches: tuple[Batch, ...]
    learning_rates: tuple[float, ...]
    settings: dict[Setting, float] = {}


class ModelRequest(msgspec.Struct, frozen=True, tag="model"):
    """Rebuild this network; predict on the probe; train it; make a trial of another network."""

    network: Network
    probe: Array | None = None
    training: TrainingRequest | None = None
    trial: TrialRequest | None = None


class ModelReply(msgspec.Struct, frozen=True):
    """The results of a request, or `internal_error`: one line on why there are none."""

    predictions: Array | None = None
    runs: tuple[TrainingRun, ...] = ()
    trial: Trial | None = None
    internal_error: str = ""


RepairKind: TypeAlias = Literal[
    "longer",
    "rate_lower",
    "rate_higher",
    "logits",
    "output",
    "settings",
    "frozen",
    "weights",
    "inputs",
    "labels",
    "loss",
    "relu",
]
"""The factor of a training that a repair changes; see `grader.trainer.repairs`."""


class Pairs(msgspec.Struct, frozen=True):
    """Rows x of shape (rows, inputs), and y of shape (rows,) or (rows, outputs) beside them."""

    x: Array
    y: Array


class DiagnosisRequest(msgspec.Struct, frozen=True, tag="diagnosis"):
    """Find the smallest single repair that alone makes the loss of this training fall.

    seeds: the first is for the order of the rows in the training itself. A repair must also work
    with each of the others. falls_to: the part of the loss to which the training itself must reduce
    it to be in order. clearly_to: the part to which a repaired training must reduce it.
    beats_constant: whether both are parts of the loss of the best constant prediction, where that
    is smaller than the loss before the training. pairs: true labels, if they are known. kinds: of
    the repairs to try; None for all. longer: the steps for which a shorter training goes on, in
    every trial, if it fails. tries: the orders of the rows, of as many seeds, in which to repeat it
    until it fails.
    """

    setup: TrainingSetup
    seeds: tuple[int, ...]
    falls_to: float
    clearly_to: float
    beats_constant: bool = True
    pairs: Pairs | None = None
    kinds: tuple[RepairKind, ...] | None = None
    longer: int = 0
    tries: int = 1


class NotFinite(msgspec.Struct, frozen=True):
    """Where the first number appeared that is nan or infinite.

    step: from 1; 0 for what the training began with. what: the quantity. layer: from 1; 0 if it
    belongs to no layer.
    """

    step: int
    what: Literal["input", "label", "weight", "output", "loss", "slope"]
    layer: int = 0


class DeadUnits(msgspec.Struct, frozen=True):
    """How many units of a layer with ReLU, counted from 1, are 0 for every row of the data."""

    layer: int
    dead: int
    units: int


class DiagnosisReply(msgspec.Struct, frozen=True):
    """What the trainer found about a training.

    fails: whether it failed here too; otherwise nothing else is known. measured: the loss of which
    the curves consist, from before the training to its end. repair: the smallest that works; None
    if no single one does. details: of that repair. others: further kinds of repair that alone work.
    dead: after the training. has_slope: whether the loss had a slope along any weight at the start.
    steps: of the training in both curves.
    """

    fails: bool = False
    measured: LossFunction | None = None
    curve_before: tuple[float, ...] = ()
    curve_after: tuple[float, ...] = ()
    repair: RepairKind | None = None
    details: dict[str, Any] = {}
    others: tuple[RepairKind, ...] = ()
    not_finite: NotFinite | None = None
    dead: tuple[DeadUnits, ...] = ()
    has_slope: bool = True
    steps: int = 0
    internal_error: str = ""


_REQUEST: Any = ModelRequest | DiagnosisRequest  # as in protocol.events
REQUESTS: msgspec.msgpack.Decoder[ModelRequest | DiagnosisRequest] = msgspec.msgpack.Decoder(
    _REQUEST
)
MODEL_REPLIES = msgspec.msgpack.Decoder(ModelReply)
DIAGNOSIS_REPLIES = msgspec.msgpack.Decoder(DiagnosisReply)
