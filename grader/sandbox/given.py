"""Makes the arguments of a call from their description, and keeps chance repeatable."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from grader.sandbox.messages import Array, Generator, Given, Network, Wholes
from grader.sandbox.network import build_keras_model
from grader.sandbox.wire import unpack


def make_argument(given: Given) -> Any:
    """Return the Python value, array, generator or Keras model that this describes."""
    if isinstance(given, Array):
        return unpack(given).copy()  # The learner may write to it.
    if isinstance(given, Generator):
        return np.random.default_rng(given.seed)
    if isinstance(given, Network):
        return build_keras_model(given)
    if isinstance(given, Wholes):
        return list(given.values)
    return given.value


def seed_everything(seed: int) -> None:
    """Make the same submission draw the same numbers in every run, seeded by itself or not."""
    import keras

    # Once only: seeding TensorFlow throws away the kernels it has made ready.
    keras.utils.set_random_seed(seed)
    seed_numpy(seed)


def seed_numpy(seed: int) -> None:
    """Start Python's and NumPy's generators again, so that each question begins with the same."""
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002  the global generator is the one learners may use
    # `default_rng()` without a seed asks the operating system through this name. The process is
    # the learner's alone, and is gone after the answers.
    source = random.Random(seed)  # noqa: S311  repeatable on purpose
    if hasattr(np.random.bit_generator, "randbits"):
        np.random.bit_generator.randbits = source.getrandbits
