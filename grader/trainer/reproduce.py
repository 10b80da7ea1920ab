"""Makes trainings that the trainer can repeat out of what evidence says about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast, get_args

import numpy as np

from grader.checks.compiling import loss_of
from grader.course.exercise import Question, Training
from grader.judge.normal_form import normal_form
from grader.judge.optimizers import unusual_settings
from grader.protocol.arrays import pack, unpack
from grader.protocol.models import Compiled, Model
from grader.protocol.noted import MAX_ROWS, NotedTraining
from grader.protocol.trainings import (
    LossFunction,
    LossName,
    OptimizerName,
    OptimizerSetting,
    TrainingSetup,
)
from grader.records import Outcome
from grader.trainer.repairs import drawn

_MAX_WORK = 4e8
"""Multiplications of one training, about half a second. A diagnosis takes up to a hundred."""

_MAX_STEPS = 2_000
_MAX_PARAMETERS = 200_000

STEPS_AGAIN = 600
"""The steps of a learner's own training in a diagnosis. One that was shorter goes on, since a few
steps show little. A longer one ends there, and what works by then would work later, too."""

OUTPUTS = frozenset({"softmax"})
"""Activations that the trainer rebuilds for a diagnosis, besides those of the exercises."""

_BETAS = {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
DEFAULTS: Mapping[str, Mapping[str, float]] = {
    "SGD": {"momentum": 0.0, "nesterov": 0.0},
    "Adam": {**_BETAS, "amsgrad": 0.0},
    "AdamW": {**_BETAS, "amsgrad": 0.0, "weight_decay": 0.004},
    "Nadam": _BETAS,
    "Adamax": _BETAS,
    "Adagrad": {"epsilon": 1e-7},
    "RMSprop": {"rho": 0.9, "momentum": 0.0, "epsilon": 1e-7, "centered": 0.0},
}
"""The settings of each optimizer that can be rebuilt, and Keras' defaults for them."""

_OF_EVERY_OPTIMIZER = frozenset({"clipnorm", "clipvalue", "global_clipnorm", "weight_decay"})


def on_own_data(question: Question, outcome: Outcome) -> TrainingSetup | None:
    """Return the training that the trainer made to answer a question, if it can be repeated.

    Its data are the grader's own, all rows in each step, and its loss is the mean absolute error.
    """
    training = question.training
    model = None if training is None else _trained_model(outcome, training)
    if training is None or model is None:
        return None
    network = normal_form(model, question.call.probe).network()
    rate, settings = training.learning_rate, {}
    if rate is None and model.compiled is not None:
        rate, settings = model.compiled.learning_rate, unusual_settings(model.compiled)
    known = settings_in(settings)
    if network is None or rate is None or not np.isfinite(rate) or len(known) < len(settings):
        return None
    setup = TrainingSetup(
        network=network,
        x=pack(training.x.astype("float32")),
        y=pack(training.y.astype("float32").reshape(len(training.y), -1)),
        loss=LossFunction("mean_absolute_error"),
        optimizer="Adam",
        learning_rate=rate,
        steps=training.steps,
        batch_size=len(training.x),
        settings=known,
        shuffles=False,
    )
    return setup if is_small(setup) else None


def on_learners_data(noted: NotedTraining, seed: int) -> TrainingSetup | None:
    """Return a training of the learner's own, if it can be repeated. Trusts no field of it.

    seed: for the weights of a model that had none before the training.
    """
    compiled = noted.model.compiled
    network = normal_form(noted.model).network(OUTPUTS)
    loss = None if compiled is None else _loss(noted, compiled)
    rate = None if compiled is None else compiled.learning_rate
    if compiled is None or network is None or loss is None or rate is None:
        return None
    optimizer = compiled.optimizer
    if optimizer not in DEFAULTS or not compiled.optimizer_is_keras:
        return None
    x, y = unpack(noted.x), unpack(noted.y)
    if x.ndim != 2 or y.ndim != 2 or not 0 < len(x) == len(y) <= min(noted.rows, MAX_ROWS):
        return None
    if not np.isfinite(rate) or noted.batch_size < 1:
        return None
    steps = noted.epochs * -(-noted.rows // noted.batch_size)
    setup = TrainingSetup(
        network=network if noted.model.built else drawn(network, seed),
        x=pack(x.astype("float32")),
        y=pack(y.astype("float32")),
        loss=loss,
        optimizer=cast(OptimizerName, optimizer),
        learning_rate=rate,
        steps=min(steps, STEPS_AGAIN),
        batch_size=min(noted.batch_size, MAX_ROWS),
        settings=_unusual(f"{optimizer}", noted.settings),
        shuffles=noted.shuffles,
    )
    return setup if is_small(setup) and _fits_outputs(setup) else None


def _loss(noted: NotedTraining, compiled: Compiled) -> LossFunction | None:
    """Return the loss, if it can be rebuilt: by its name, or by what it computes."""
    if noted.has_slope is False:
        return LossFunction("without_slope")
    names = (_snake(compiled.loss or ""), loss_of(compiled))
    known = [name for name in names if name in get_args(LossName)]
    return LossFunction(cast(LossName, known[0]), noted.from_logits) if known else None


def _snake(name: str) -> str:
    """Return the name of a function for that of a class: MeanSquaredError."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _unusual(optimizer: str, settings: Mapping[Any, float]) -> dict[OptimizerSetting, float]:
    """Return the settings that differ from Keras' defaults for this optimizer."""
    usual = DEFAULTS[optimizer]
    return {
        name: value
        for name, value in settings_in(settings).items()
        if (name in usual or name in _OF_EVERY_OPTIMIZER) and usual.get(name) != value
    }


def _fits_outputs(setup: TrainingSetup) -> bool:
    """Return whether y has a column for each output, or one number of a class."""
    columns, outputs = setup.y.shape[1], setup.network.layers[-1].kernel.shape[1]
    is_sparse = setup.loss.name == "sparse_categorical_crossentropy"
    if not is_sparse:
        return columns == outputs
    y = unpack(setup.y)
    # TensorFlow refuses a number that is no class.
    return columns == 1 and bool(np.all((y >= 0) & (y < outputs)))


def _trained_model(outcome: Outcome, training: Training) -> Model | None:
    """Return the model that the trainer trained from its start: a returned or compiled one."""
    if not outcome.returns:
        return None
    first = outcome.returns[0]
    if first.models:
        # With a rate of the course's own, the trainer goes on with what the learner has trained.
        return first.models[0] if training.learning_rate is None else None
    return first.value if isinstance(first.value, Model) else None


def settings_in(settings: Mapping[Any, float]) -> dict[OptimizerSetting, float]:
    """Return the settings that can be rebuilt."""
    return {name: settings[name] for name in get_args(OptimizerSetting) if name in settings}


def is_small(setup: TrainingSetup) -> bool:
    """Return whether a training fits its data and can be repeated, with repairs, in seconds."""
    layers = setup.network.layers
    sizes = [layer.kernel.shape[0] * layer.kernel.shape[1] for layer in layers]
    rows = min(setup.batch_size, setup.x.shape[0])
    # Forwards, and twice as much backwards.
    work = 3 * sum(sizes) * rows * max(setup.steps, STEPS_AGAIN)
    fits = setup.x.shape[1:] == layers[0].kernel.shape[:1]
    is_short = 0 < setup.steps <= _MAX_STEPS and work <= _MAX_WORK
    return fits and is_short and sum(sizes) <= _MAX_PARAMETERS
