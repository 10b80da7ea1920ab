"""Sets up the libraries once, in the process from which all others are forked."""

from __future__ import annotations

from collections.abc import Iterator

from grader.protocol.arrays import pack
from grader.protocol.networks import DenseLayer, build_ahead

_SEED = 1
"""Of TensorFlow's and Keras' own random numbers, in every process."""

_PREPARED = 8
"""Weights with up to so many inputs and units are prepared for."""


def set_up_libraries() -> None:
    """Import what is loaded at first use, seed the random numbers, and choose how graphs run.

    It computes nothing, so TensorFlow starts no thread.
    """
    import keras
    import numpy as np
    import tensorflow as tf

    # NumPy, Keras and TensorFlow load parts of themselves at first use. Loading them once here
    # saves time in every child; numpy.random alone takes 13 ms.
    _ = (np.random.Generator, keras.Sequential, keras.optimizers.Adam, keras.losses.get, tf.Tensor)
    # The graph optimizer takes longer than it saves on small models: it would run again in every
    # epoch of `fit`, for the functions that supply the batches. Without it, an epoch on 64 rows
    # takes 18 ms instead of 36.
    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
    # Not in each child: seeding TensorFlow discards the kernels that `warm_up` prepares.
    keras.utils.set_random_seed(_SEED)


def warm_up() -> None:
    """Compute once what every learner's process computes first, so that its forks need not.

    It calls layers, differentiates and adjusts weights, one operation at a time. No `tf.function`
    may run here: the threads that it starts are missing in forks. What is kept is TensorFlow's own:
    its context and its cache of kernels. Keras numbers what has no name, so everything has one.
    """
    import keras
    import tensorflow as tf

    hidden = keras.layers.Dense(2, activation="relu", name="hidden")
    output = keras.layers.Dense(1, name="output")
    optimizer = keras.optimizers.Adam(name="optimizer")
    x, y = tf.ones((4, 3)), tf.zeros((4, 1))
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.abs(output(hidden(x)) - y))
    variables = [*hidden.variables, *output.variables]
    optimizer.apply(tape.gradient(loss, variables), variables)


def prepare() -> Iterator[None]:
    """Do a little at each step of what many a learner's process needs: linear units, shapes."""
    yield from _prepare_units()
    yield from _prepare_shapes()


def _prepare_units() -> Iterator[None]:
    """Build the layers of linear units, which questions pass to learner code."""
    import numpy as np

    bias = pack(np.zeros(1, "float32"))
    for size in range(1, _PREPARED + 1):
        build_ahead(DenseLayer(pack(np.zeros((size, 1), "float32")), bias))
        yield


def _prepare_shapes() -> Iterator[None]:
    """Set and read a variable of one more shape at each step.

    TensorFlow prepares both for each shape, which takes about 2 ms. A learner's process needs some
    of these shapes, and which ones only its questions tell.
    """
    import tensorflow as tf

    sizes = range(1, _PREPARED + 1)
    shapes = [(size,) for size in sizes] + [(one, other) for one in sizes for other in sizes]
    for shape in sorted(shapes, key=max):
        zeros = tf.zeros(shape)
        tf.Variable(zeros, name="prepared").assign(zeros).numpy()
        yield
