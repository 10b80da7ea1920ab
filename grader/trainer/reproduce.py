"""Makes trainings that the trainer can repeat out of what evidence says about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import numpy as np

from grader.course.exercise import Question, Training
from grader.judge.normal_form import normal_form
from grader.judge.optimizers import unusual_settings
from grader.protocol.arrays import pack
from grader.protocol.models import Model
from grader.protocol.trainings import LossFunction, OptimizerSetting, TrainingSetup
from grader.records import Outcome

_MAX_WORK = 4e8
"""Multiplications of one training, about half a second. A diagnosis takes up to a hundred."""

_MAX_STEPS = 2_000


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
    work = 3 * sum(sizes) * rows * setup.steps
    fits = setup.x.shape[1:] == layers[0].kernel.shape[:1]
    return fits and 0 < setup.steps <= _MAX_STEPS and work <= _MAX_WORK
