"""What a real model's calls of fit leave behind."""

import copy

import numpy as np
import pytest

from grader.course import CompileSettings, linear_neuron
from grader.protocol.fits import Fit, Watch
from grader.runner.arguments import make_argument
from grader.runner.describe_model import describe_model

X, Y = np.ones((6, 2), "float32"), np.zeros(6, "float32")


@pytest.fixture
def model(keras):
    settings = CompileSettings("Adam", 0.01, "mae")
    return make_argument(linear_neuron(np.array([1.0, 2.0]), 0.5, compiled=settings))


def fits_of(model) -> tuple[Fit, ...]:
    return describe_model(model, None, is_argument=True).fits


def test_each_fit_is_described_once(model):
    first = model.fit(X, Y, epochs=2, verbose=0).history["loss"]
    second = model.fit(x=X[:4], y=Y[:4], verbose=0, validation_data=(X, Y)).history["loss"]
    assert fits_of(model) == (
        Fit(6, 2, 2, ("loss",), losses=tuple(first)),
        Fit(4, 1, 1, ("loss", "val_loss"), losses=tuple(second)),
    )
    assert fits_of(model) == ()


def test_early_stopping_is_described_by_what_it_watches_and_when_it_stopped(keras, model):
    stop = keras.callbacks.EarlyStopping("loss", min_delta=0.5, patience=1)
    model.fit(X, Y, 2, 9, 0, [stop])
    (fit,) = fits_of(model)
    assert (fit.epochs, fit.asked, fit.watched) == (2, 9, (Watch("loss", 0.5),))


def test_rows_of_a_dataset_are_unknown(keras, model):
    import tensorflow as tf

    model.fit(tf.data.Dataset.from_tensor_slices((X, Y[:, None])).batch(3), verbose=0)
    assert [fit.rows for fit in fits_of(model)] == [None]


def test_a_replaced_fit_is_called_and_not_described(keras, model, monkeypatch):
    monkeypatch.setattr(keras.Model, "fit", lambda *_, **named: named)
    assert model.fit(X, Y, epochs=5) == {"epochs": 5}
    assert fits_of(model) == ()


def test_a_history_that_learner_code_changed_is_described_without_what_is_strange(keras, model):
    def change(*_):
        model.history.params = {"epochs": "many"}

    odd = keras.callbacks.LambdaCallback(on_epoch_end=change)
    losses = model.fit(X, Y, verbose=0, callbacks=[odd]).history["loss"]
    assert fits_of(model) == (Fit(6, 1, None, ("loss",), losses=tuple(losses)),)


def test_a_wrong_argument_is_reported_by_keras(model):
    with pytest.raises(TypeError, match=r"fit\(\) got an unexpected keyword argument 'epoch'"):
        model.fit(X, Y, epoch=3)


def test_a_copy_has_a_fit_of_its_own(model):
    other = copy.deepcopy(model)
    assert "fit" in vars(model)
    assert "fit" not in vars(other)


def test_a_model_that_is_not_compiled_keeps_its_own_fit(keras):
    model = make_argument(linear_neuron(np.array([1.0, 2.0]), 0.5))
    assert "fit" not in vars(model)
