"""The trial of a compiled model, by the runner and by a real trainer."""

import numpy as np
import pytest

from grader.course.inputs import batches_to_try, fractions, linear_neuron
from grader.judge.optimizers import unusual_settings
from grader.processes.clock import within
from grader.protocol.arrays import unpack
from grader.protocol.networks import build_keras_model
from grader.protocol.problems import Problem
from grader.runner.describe_model import describe_model
from grader.runner.eager_steps import try_compiled
from grader.trainer.gaps import trial_gap
from grader.trainer.messages import MODEL_REPLIES, ModelRequest, TrialRequest
from grader.trainer.pool import PROCESS

pytestmark = pytest.mark.usefixtures("keras")

RNG = np.random.default_rng(5)
WEIGHTS = fractions(RNG, 3)
NEURON = linear_neuron(WEIGHTS, 0.25)
BATCHES = batches_to_try(RNG, WEIGHTS, 0.25)
BY_HAND = [unpack(batch.y).ravel() - unpack(batch.x) @ WEIGHTS - 0.25 for batch in BATCHES]

TOLERANCE = 3e-4
"""That of the check on steps, in grader/checks/compiling.py."""


def a_problem(error: BaseException) -> Problem:
    return Problem("exception", type(error).__name__, str(error))


def tried(optimizer, loss="mae"):
    model = build_keras_model(NEURON)
    model.compile(optimizer, loss)
    return try_compiled(model, BATCHES, a_problem)


@pytest.fixture(scope="module")
def gap_to_trainer(server):
    """Return the gap between a compiled model's trial and the one that a real trainer makes."""
    child = server.fork(PROCESS)

    def gap(optimizer, loss="mae"):
        model = build_keras_model(NEURON)
        model.compile(optimizer, loss)
        compiled = describe_model(model, None).compiled
        trial = try_compiled(model, BATCHES, a_problem)
        rates = tuple(step.learning_rate for step in trial.steps)
        request = TrialRequest(NEURON, BATCHES, rates, unusual_settings(compiled))
        child.wire.send(ModelRequest(NEURON, trial=request))
        reply = child.wire.receive(MODEL_REPLIES, within(child.pid, 60))
        return trial_gap(trial, reply.trial, NEURON)

    yield gap
    server.end(child)


ADAMS = {
    "default": {},
    "tiny rate": {"learning_rate": 1e-6},
    "large rate": {"learning_rate": 5.0},
    "momentum and clipping": {"beta_1": 0.95, "epsilon": 1e-6, "clipnorm": 1.0},
    "clipped values": {"clipvalue": 0.5, "beta_2": 0.9},
    "amsgrad and decay": {"amsgrad": True, "weight_decay": 0.01},
    "accumulated": {"gradient_accumulation_steps": 2, "learning_rate": 0.01},
    "averaged": {"use_ema": True, "ema_momentum": 0.5, "ema_overwrite_frequency": 2},
    "scaled": {"loss_scale_factor": 1e4, "epsilon": 1.0},
}


@pytest.mark.parametrize("settings", ADAMS.values(), ids=ADAMS)
def test_every_adam_makes_the_trainers_steps(keras, gap_to_trainer, settings):
    gap = gap_to_trainer(keras.optimizers.Adam(**settings))
    assert gap.weights < TOLERANCE / 3
    assert all(loss.slopes < TOLERANCE / 3 for loss in gap.losses)


def test_the_settings_of_a_default_adam_are_not_unusual(keras):
    model = build_keras_model(NEURON)
    model.compile(keras.optimizers.Adam(), "mae")
    assert unusual_settings(describe_model(model, None).compiled) == {}


def test_a_schedule_makes_the_trainers_steps_at_its_own_rates(keras, gap_to_trainer):
    schedule = keras.optimizers.schedules.ExponentialDecay(0.01, decay_steps=1, decay_rate=0.5)
    assert gap_to_trainer(keras.optimizers.Adam(schedule)).weights < TOLERANCE / 10
    rates = [step.learning_rate for step in tried(keras.optimizers.Adam(schedule)).steps]
    assert rates == pytest.approx([0.01, 0.005, 0.0025])


OTHERS = ["SGD", "RMSprop", "Nadam", "AdamW", "Adamax", "Adagrad", "Adadelta", "Lion", "Ftrl"]


@pytest.mark.parametrize("rate", [1e-4, 1e-3, 0.1])
@pytest.mark.parametrize("name", OTHERS)
def test_no_other_optimizer_makes_the_steps_of_adam(keras, name, rate):
    other = tried(getattr(keras.optimizers, name)(learning_rate=rate))
    adam = tried(keras.optimizers.Adam(learning_rate=rate))
    assert trial_gap(other, adam, NEURON).weights > 5 * TOLERANCE


def test_losses_and_slopes_are_those_of_the_weights_before_any_step(keras):
    trial = tried(keras.optimizers.Adam(0.5))
    assert [loss.value for loss in trial.losses] == pytest.approx(
        [float(np.mean(np.abs(errors))) for errors in BY_HAND], rel=1e-4
    )
    for loss, batch, errors in zip(trial.losses, BATCHES, BY_HAND, strict=True):
        expected = -np.mean(np.sign(errors)[:, None] * unpack(batch.x), axis=0)
        assert unpack(loss.slopes[0]).ravel() == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("name", ["mse", "huber", "log_cosh", "mape", "msle"])
def test_no_other_loss_has_the_values_of_the_mean_absolute_error(name):
    for other, mae in zip(tried("adam", name).losses, tried("adam").losses, strict=True):
        assert abs(other.value - mae.value) > 0.01 * mae.value


def numpy_loss(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def test_a_loss_that_cannot_be_differentiated_has_its_value_and_no_slopes(keras):
    right = [loss.value for loss in tried("adam").losses]
    for loss in (numpy_loss, lambda t, p: np.abs(np.array(t) - np.array(p)).mean()):
        trial = tried("adam", loss)
        assert [each.slopes for each in trial.losses] == [(), (), ()]
        assert [each.value for each in trial.losses] == pytest.approx(right)
    metric = tried("adam", keras.metrics.MeanAbsoluteError())
    assert [each.slopes for each in metric.losses] == [(), (), ()]


def test_a_variable_that_a_loss_does_not_reach_has_slopes_of_zero(keras):
    model = build_keras_model(NEURON)
    kernel = model.layers[0].kernel
    model.compile("adam", lambda t, p: keras.ops.sum(keras.ops.abs(kernel)))
    (first, *_) = try_compiled(model, BATCHES, a_problem).losses
    assert [unpack(slope).ravel().tolist() for slope in first.slopes] == [
        np.sign(WEIGHTS).tolist(),
        [0.0],
    ]


def test_a_loss_without_slopes_does_not_stop_the_optimizer():
    assert tried("adam", numpy_loss).steps == tried("adam").steps


def test_a_loss_that_raises_is_a_problem_and_the_optimizer_is_still_tried():
    def raises(y_true, y_pred):
        raise ValueError("no loss today")

    trial = tried("adam", raises)
    assert (trial.losses, trial.loss_problem) == ((), a_problem(ValueError("no loss today")))
    assert trial.steps == tried("adam").steps


def test_an_optimizer_that_belongs_to_another_model_is_a_problem(keras):
    adam = keras.optimizers.Adam()
    adam.build(build_keras_model(NEURON).trainable_variables)
    trial = tried(adam)
    assert trial.steps == ()
    assert trial.step_problem.type_name
    assert trial.losses == tried("adam").losses


def test_a_model_without_an_optimizer_or_not_compiled_is_not_tried(keras):
    model = build_keras_model(NEURON)
    assert try_compiled(model, BATCHES, a_problem) is None
    model.compiled = True
    assert try_compiled(model, BATCHES, a_problem) is None


def test_a_model_with_too_many_weights_to_send_is_not_tried(keras):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(3000)])
    model.compile("adam", "mae")
    assert try_compiled(model, BATCHES, a_problem) is None
