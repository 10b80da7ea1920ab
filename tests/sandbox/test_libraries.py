"""What a warm process has computed before the fork leaves no trace that a learner could see."""

import json
import subprocess
import sys

import pytest

from grader.processes.environment import ENVIRONMENT, own_paths

PROGRAM = """
import json, random, sys
sys.path[:0] = sys.argv[2:]
import keras, numpy as np, tensorflow as tf
from grader.sandbox.libraries import prepare, set_up_libraries, warm_up
set_up_libraries()
if sys.argv[1] == "warm":
    warm_up()
    for _ in prepare():
        pass
random.seed(1)  # as in a learner's process
layers = [keras.layers.Dense(2), keras.layers.ReLU(), keras.layers.Dropout(0.5)]
model = keras.Sequential([keras.Input((3,)), *layers])
model.compile(optimizer="adam", loss="mae", metrics=["mse"])
model.fit(np.ones((4, 3)), np.ones((4, 2)), verbose=0)
named = [*layers, model, *model.inputs, *model.outputs, *model.variables, *model.metrics]
named += [model.optimizer, *model.optimizer.variables, keras.Variable(1.0), tf.Variable(1.0)]
named += [keras.optimizers.SGD(), keras.losses.MeanAbsoluteError(), keras.random.SeedGenerator(1)]
names = [(one.name, getattr(one, "path", "")) for one in named]
drawn = [tf.random.normal((2,)), tf.random.uniform((2,)), keras.random.normal((2,))]
print(json.dumps([names, [np.asarray(numbers).tolist() for numbers in drawn]]))
"""


@pytest.fixture(scope="module")
def seen() -> dict[str, list]:
    return {how: run(how) for how in ("warm", "cold")}


def run(how: str) -> list:
    words = [sys.executable, "-c", PROGRAM, how, *own_paths()]
    done = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.slow
def test_keras_gives_the_same_names_after_warming_up(seen):
    assert seen["warm"][0] == seen["cold"][0]
    assert seen["cold"][0][0] == ["dense", "sequential/dense"]


@pytest.mark.slow
def test_the_same_random_numbers_are_drawn_after_warming_up(seen):
    assert seen["warm"][1] == seen["cold"][1]
