"""Makes random numbers repeatable: the same submission draws the same ones in every run."""

from __future__ import annotations

import random

import numpy as np


def seed_random(seed: int) -> None:
    """Seed Python's and NumPy's generators, so that every call starts from the same state.

    Keras draws its seeds from Python's. TensorFlow is seeded before the process is forked.
    """
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002  learners may use the global generator
    # `default_rng()` without a seed gets entropy from this function. Replacing it is safe: the
    # process runs only this submission.
    source = random.Random(seed)  # noqa: S311  repeatable on purpose
    if hasattr(np.random.bit_generator, "randbits"):
        np.random.bit_generator.randbits = source.getrandbits
