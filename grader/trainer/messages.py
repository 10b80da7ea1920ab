"""What the trainer is asked for, and its replies."""

from __future__ import annotations

import msgspec

from grader.protocol.arrays import Array
from grader.protocol.models import Setting
from grader.protocol.networks import Network
from grader.records import TrainingRun


class TrainingRequest(msgspec.Struct, frozen=True):
    """Train on x of shape (rows, inputs) and y of shape (rows,), on all rows at each step.

    Uses Adam with this learning rate and these settings, and the mean absolute error; trains
    nothing if Adam refuses the settings. The first run starts from the network as it is. Each of
    `seeds` starts another from new weights, until the loss has fallen to `falls_to`, a part of
    what it was.
    """

    x: Array
    y: Array
    steps: int
    learning_rate: float
    seeds: tuple[int, ...]
    falls_to: float
    settings: dict[Setting, float] = {}


class ModelRequest(msgspec.Struct, frozen=True):
    """Rebuild this network; predict on the probe; train it."""

    network: Network
    probe: Array | None = None
    training: TrainingRequest | None = None


class ModelReply(msgspec.Struct, frozen=True):
    """What the request gave, or `internal_error`: one line on why it gave nothing."""

    predictions: Array | None = None
    runs: tuple[TrainingRun, ...] = ()
    internal_error: str = ""


MODEL_REQUESTS = msgspec.msgpack.Decoder(ModelRequest)
MODEL_REPLIES = msgspec.msgpack.Decoder(ModelReply)
