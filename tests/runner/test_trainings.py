"""What is noted of a real model's trainings by fit."""

import sys

import numpy as np
import pytest

from grader.protocol.arrays import unpack
from grader.protocol.calls import Cell
from grader.protocol.noted import MAX_NOTED, MAX_ROWS
from grader.runner.trainings import Trainings

RNG = np.random.default_rng(1)
X = RNG.normal(size=(40, 3)).astype("float32")
Y = X @ np.array([1.0, -2.0, 0.5], "float32")
LINES = "first = 1\nmodel.fit(x, y, epochs=2, batch_size=8, verbose=0)\n"


@pytest.fixture
def noting(keras, monkeypatch):
    """Watches the models of this process; undone after the test."""
    monkeypatch.setattr(keras.Model, "fit", keras.Model.fit)
    trainings = Trainings([Cell("a.py", 0, 1, LINES)])
    trainings.watch()
    return trainings


def network(keras, loss="mse", optimizer=None, inputs=3, **dense):
    model = keras.Sequential([keras.Input((inputs,)), keras.layers.Dense(1, **dense)])
    model.compile(optimizer or keras.optimizers.SGD(1e-9, momentum=0.5), loss=loss)
    return model


def run(source, **names):
    """Run source under the name of the cell, as the runner does."""
    exec(compile(source, "a.py", "exec"), names)


def test_a_training_that_failed_is_noted_as_it_began(keras, noting):
    model = network(keras)
    before = model.get_weights()
    run(LINES, model=model, x=X, y=Y)
    (noted,) = noting.take()
    assert unpack(noted.x).tolist() == X.tolist()
    assert unpack(noted.y).tolist() == Y[:, None].tolist()
    assert (noted.rows, noted.epochs, noted.batch_size, noted.shuffles) == (40, 2, 8, True)
    assert (noted.cell, noted.line) == (0, 2)
    assert len(noted.losses) == 2
    assert noted.settings["momentum"] == 0.5
    assert noted.model.compiled.loss == "mean_squared_error"
    (layer,) = noted.model.layers
    assert unpack(layer.weights[0]).tolist() == before[0].tolist()
    assert noting.take() == ()


def test_a_training_that_went_well_is_not_noted(keras, noting):
    run("model.fit(x, y, epochs=40, verbose=0)", model=network(keras, optimizer="sgd"), x=X, y=Y)
    assert noting.take() == ()


def test_the_training_itself_is_the_same(keras, noting):
    losses = []
    for fit in (keras.Model.fit.__wrapped__, keras.Model.fit):
        keras.utils.set_random_seed(3)
        model = network(keras, optimizer="sgd")
        losses.append(fit(model, X, Y, epochs=3, verbose=0).history["loss"])
    assert losses[0] == losses[1]


@pytest.mark.slow
def test_a_loop_of_one_epoch_each_is_one_training(keras, noting):
    source = "for _ in range(30): model.fit(x, y, verbose=0)"
    run(source, model=network(keras), x=X, y=Y)
    (noted,) = noting.take()
    assert (noted.epochs, len(noted.losses)) == (30, 30)


def test_large_data_are_noted_in_part(keras, noting):
    x = np.arange(3_000.0, dtype="float32").reshape(1_000, 3)
    run("model.fit(x, x[:, 0], verbose=0)", model=network(keras), x=x)
    (noted,) = noting.take()
    rows = unpack(noted.x)
    assert (len(rows), noted.rows) == (MAX_ROWS, 1_000)
    assert rows[[0, -1], 0].tolist() == [0.0, 2997.0]
    assert unpack(noted.y)[:, 0].tolist() == rows[:, 0].tolist()


def test_rows_for_validation_are_left_out(keras, noting):
    run("model.fit(x, y, validation_split=0.25, verbose=0)", model=network(keras), x=X, y=Y)
    (noted,) = noting.take()
    assert noted.rows == len(unpack(noted.x)) == 30


def test_a_model_that_had_no_weights_is_described_after_the_training(keras, noting):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(1e-9), "mse")
    run("model.fit(x, y, verbose=0)", model=model, x=X, y=Y)
    (noted,) = noting.take()
    assert not noted.model.built
    assert noted.model.layers[0].weights[0].shape == (3, 1)


@pytest.mark.parametrize(
    ("loss", "has_slope"),
    [
        ("lambda t, p: ops.mean(t - p)", True),
        ("lambda t, p: ops.mean(ops.round(p) * 0.0 + t)", False),
        ("lambda t, p: ops.mean(ops.stop_gradient(p) - t)", False),
    ],
)
def test_it_is_noted_whether_a_loss_of_the_learners_own_has_a_slope(keras, noting, loss, has_slope):
    model = network(keras, loss=eval(loss, {"ops": keras.ops}))
    run("try: model.fit(x, y, verbose=0)\nexcept ValueError: pass", model=model, x=X, y=Y)
    (noted,) = noting.take()
    assert noted.has_slope == has_slope


def test_sums_or_probabilities_are_noted(keras, noting):
    model = network(keras, loss=keras.losses.BinaryCrossentropy(from_logits=True))
    run("model.fit(x, y > 0, verbose=0)", model=model, x=X, y=Y)
    (noted,) = noting.take()
    assert noted.from_logits


@pytest.mark.parametrize(
    "arguments",
    [
        "x, y, sample_weight=x[:, 0]",
        "x, y, steps_per_epoch=1",
        "x[:0], y[:0]",
        "x, y[:3]",
        "None",
        "data",
    ],
)
def test_what_cannot_be_repeated_is_not_noted(keras, noting, arguments):
    import tensorflow as tf

    data = tf.data.Dataset.from_tensor_slices((X, Y[:, None])).batch(3)
    source = f"try: model.fit({arguments}, verbose=0)\nexcept Exception: pass"
    run(source, model=network(keras), x=X, y=Y, data=data)
    assert noting.take() == ()


@pytest.mark.slow
def test_only_a_few_trainings_are_noted(keras, noting):
    source = "for model in models: model.fit(x, y, verbose=0)"
    taken = []
    for _ in range(MAX_NOTED):
        run(source, models=[network(keras) for _ in range(3)], x=X, y=Y)
        taken += noting.take()
    assert len(taken) == MAX_NOTED


def test_ten_thousand_fits_are_a_few_notes(keras, monkeypatch):
    class Model:
        built, name, layers, weights, trainable_weights = False, "m", (), (), ()
        compiled = False
        loss = optimizer = None

        def fit(self, x=None, y=None, epochs=1):  # noqa: ARG002  as the signature of Keras
            history = keras.callbacks.History()
            history.history = {"loss": [9.0] * 3}
            return history

    monkeypatch.setattr(keras, "Model", Model)
    trainings = Trainings([Cell("a.py", 0, 1, LINES)])
    trainings.watch()
    run("for _ in range(10_000): model.fit(x, y, epochs=3)", model=Model(), x=X, y=Y)
    (noted,) = trainings.take()
    assert (noted.epochs, len(noted.losses)) == (30_000, 1_000)


def test_a_loss_that_prints_prints_as_often_as_without_notes(keras, noting, capsys):
    def loud(t, p):
        sys.stdout.write("measured")
        return keras.ops.mean(t - p)

    model = network(keras, loss=loud)
    model.run_eagerly = True
    run("model.fit(x, y, batch_size=40, verbose=0)", model=model, x=X, y=Y)
    assert capsys.readouterr().out.count("measured") == 1
