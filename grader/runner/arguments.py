"""Makes the arguments of a call from their descriptions."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.protocol.arrays import Array, unpack
from grader.protocol.calls import Argument, Generator, Integers
from grader.protocol.networks import Network, build_keras_model
from grader.runner.fits import note_fits


def make_argument(argument: Argument) -> Any:
    """Return the Python value, array, generator or Keras model that this describes."""
    if isinstance(argument, Array):
        return unpack(argument).copy()  # Learner code may write to it.
    if isinstance(argument, Generator):
        return np.random.default_rng(argument.seed)
    if isinstance(argument, Network):
        model = build_keras_model(argument)
        return model if argument.compiled is None else note_fits(model)
    if isinstance(argument, Integers):
        return list(argument.values)
    return argument.value
