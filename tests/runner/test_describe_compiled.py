"""Descriptions of how real Keras models were compiled: by name, class, instance or function."""

import numpy as np
import pytest

from grader.protocol.models import LOSS_PREDICTED, LOSS_TRUE, Compiled
from grader.runner.describe_model import describe_model

pytestmark = pytest.mark.usefixtures("keras")

ERROR = np.array(LOSS_TRUE) - np.array(LOSS_PREDICTED)
MAE, MSE = np.mean(np.abs(ERROR)), np.mean(ERROR**2)


def compiled(*arguments, **options) -> Compiled:
    import keras

    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile(*arguments, **options)
    return describe_model(model, None).compiled


@pytest.mark.parametrize("spelling", ["adam", "Adam", None])
def test_an_optimizer_is_described_however_it_is_written(keras, spelling):
    found = compiled(spelling or keras.optimizers.Adam(learning_rate=0.001), "mae")
    assert (found.optimizer, found.optimizer_is_keras) == ("Adam", True)
    assert found.learning_rate == pytest.approx(0.001)
    assert found.settings["beta_1"] == 0.9


def test_rate_and_settings_are_those_of_the_instance(keras):
    found = compiled(keras.optimizers.Adam(0.25, beta_1=0.5, clipnorm=1.0), "mae")
    assert found.learning_rate == 0.25
    assert found.settings["beta_1"] == 0.5
    assert found.settings["clipnorm"] == 1.0
    assert "weight_decay" not in found.settings


def test_another_optimizer_has_its_name():
    assert compiled("sgd", "mae").optimizer == "SGD"
    assert compiled(loss="mae").optimizer == "RMSprop"


def test_an_optimizer_of_the_learners_own_class_is_not_from_keras(keras):
    class Adam(keras.optimizers.Adam):
        pass

    found = compiled(Adam(), "mae")
    assert (found.optimizer, found.optimizer_is_keras) == ("Adam", False)


def test_a_schedule_has_its_initial_rate(keras):
    schedule = keras.optimizers.schedules.ExponentialDecay(0.5, 10, 0.9)
    assert compiled(keras.optimizers.Adam(schedule), "mae").learning_rate == 0.5


def losses():
    import keras
    import tensorflow as tf

    def mine(true, predicted):
        return tf.reduce_mean(tf.abs(true - predicted))

    return {
        "a short name": "mae",
        "a name": "mean_absolute_error",
        "a class's name": "MeanAbsoluteError",
        "a function": keras.losses.mean_absolute_error,
        "a class": keras.losses.MeanAbsoluteError,
        "an instance": keras.losses.MeanAbsoluteError(),
        "a list": ["mae"],
        "a function of its own": mine,
    }


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("a short name", "mean_absolute_error"),
        ("a name", "mean_absolute_error"),
        ("a class's name", "MeanAbsoluteError"),
        ("a function", "mean_absolute_error"),
        ("a class", "MeanAbsoluteError"),
        ("an instance", "MeanAbsoluteError"),
        ("a list", "mean_absolute_error"),
        ("a function of its own", "mine"),
    ],
)
def test_a_loss_is_described_by_its_value_however_it_is_written(spelling, name):
    found = compiled("adam", losses()[spelling])
    assert found.loss == name
    assert found.loss_value == pytest.approx(MAE)


def test_another_loss_has_another_value():
    assert compiled("adam", "mse").loss_value == pytest.approx(MSE)


def test_a_loss_that_cannot_be_called_has_only_its_name():
    def mine(true):
        return true

    found = compiled("adam", mine)
    assert "mine" in found.loss
    assert found.loss_value is None


def test_a_model_without_a_loss_has_none_and_its_metrics_are_named(keras):
    found = compiled("adam", metrics=["mae", keras.metrics.MeanSquaredError()])
    assert (found.loss, found.loss_value) == (None, None)
    assert found.metrics == ("mae",)
