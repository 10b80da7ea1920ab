"""Makes random numbers repeatable: the same submission draws the same ones in every run."""

from __future__ import annotations

import random

import numpy as np


def seed_everything(seed: int) -> None:
    """Seed Python, NumPy and Keras, once for a process.

    Seeding TensorFlow again would discard the kernels that it has prepared.
    """
    import keras

    keras.utils.set_random_seed(seed)
    seed_numpy(seed)


def seed_numpy(seed: int) -> None:
    """Restart Python's and NumPy's generators, so that every call begins with the same state."""
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002  the global generator is the one learners may use
    # `default_rng()` without a seed asks the operating system through this name. The process is
    # the learner's alone and ends with its answers.
    source = random.Random(seed)  # noqa: S311  repeatable on purpose
    if hasattr(np.random.bit_generator, "randbits"):
        np.random.bit_generator.randbits = source.getrandbits
