"""Trainings that fail are diagnosed in a whole run, and nothing else is."""

import pytest

from grader.commands.prove import read_answer
from grader.course.known_answers import known_answers
from grader.pipeline import diagnosed, examine, grade, judged
from tests.conftest import SUBMISSIONS

FITS = """
import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(100, 3))
y = x @ [1.0, 2.0, 3.0]

def network(optimizer, loss="mse"):
    layers = [keras.Input((3,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1)]
    model = keras.Sequential(layers)
    model.compile(optimizer, loss)
    return model

network(keras.optimizers.SGD(10.0)).fit(x, y, epochs=5, verbose=0)
network(keras.optimizers.Adam(0.05)).fit(x, y, epochs=20, verbose=0)
flat = network(keras.optimizers.Adam(0.05), lambda t, p: keras.ops.stop_gradient(p - t))
flat.fit(x, y, verbose=0)

def relu(x):
    return np.maximum(0.0, x)
"""

NAMES = (
    "03_sgd/compile_model/rate_100",
    "03_sgd/compile_model/rate_tiny",
    "03_sgd/compile_model/epsilon_huge",
    "03_sgd/compile_model/mse",
)
SLOW = (
    "03_sgd/train/frozen",
    "03_sgd/train/shuffled_answers",
    "03_sgd/train/always_40_epochs",
)


def diagnoses_of(names, course, session, reader):
    """Grade known answers; return the code of each task's diagnosis, by answer."""
    every = {one.name: one for one in known_answers(SUBMISSIONS, course.names)}
    submissions = [read_answer(course, reader, every[name]) for name in names]
    results = grade(submissions, course, session)
    return {
        name: {task.task: task.diagnosis.reason.code for task in one.tasks if task.diagnosis}
        for name, one in zip(names, results, strict=True)
    }


def test_known_answers_whose_training_fails_get_their_diagnosis(course, session, reader):
    assert diagnoses_of(NAMES, course, session, reader) == {
        "03_sgd/compile_model/rate_100": {"compile_model": "diagnosis.learning_rate_too_high"},
        "03_sgd/compile_model/rate_tiny": {"compile_model": "diagnosis.learning_rate_too_low"},
        "03_sgd/compile_model/epsilon_huge": {"compile_model": "diagnosis.optimizer_settings"},
        "03_sgd/compile_model/mse": {},
    }


@pytest.mark.slow
def test_a_train_that_fails_gets_its_diagnosis(course, session, reader):
    assert diagnoses_of(SLOW, course, session, reader) == {
        "03_sgd/train/frozen": {"train": "diagnosis.frozen_layers"},
        "03_sgd/train/shuffled_answers": {"train": "diagnosis.labels_beside_other_rows"},
        "03_sgd/train/always_40_epochs": {},
    }


@pytest.mark.slow
def test_fits_in_the_file_are_diagnosed_after_the_verdict_with_their_lines(
    course, session, read_source
):
    submission = read_source(FITS, "02_deep_network")
    warm = session.warm()
    examined = examine(course, warm, 60.0, submission)
    verdict = judged(course, submission, examined)
    assert verdict.diagnoses == ()
    result = diagnosed(warm.trainers.diagnose, submission, examined, verdict)
    assert (result.tasks, result.score) == (verdict.tasks, verdict.score)
    found = {one.place.line: one.reason.code for one in result.diagnoses}
    assert found == {
        15: "diagnosis.learning_rate_too_high",
        18: "diagnosis.unsuitable_loss",
    }
    again = diagnosed(warm.trainers.diagnose, submission, examined, verdict)
    assert repr(again) == repr(result)  # nan is not equal to itself
