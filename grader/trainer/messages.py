"""Requests to the trainer, and its replies."""

from __future__ import annotations

import msgspec

from grader.protocol.arrays import Array
from grader.protocol.models import Setting
from grader.protocol.networks import Network
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


class ModelRequest(msgspec.Struct, frozen=True):
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


MODEL_REQUESTS = msgspec.msgpack.Decoder(ModelRequest)
MODEL_REPLIES = msgspec.msgpack.Decoder(ModelReply)
