"""Computes once what every learner's process computes first, so that its forks need not."""

from __future__ import annotations


def warm_up() -> None:
    """Build a model, differentiate it and adjust its weights, one operation at a time.

    No `tf.function` may run here: the threads that it starts are missing in forks. What is kept is
    TensorFlow's own: its context and its cache of kernels. The global state of Keras, such as the
    numbers in the names of layers, is as it was before.
    """
    import keras
    import tensorflow as tf

    layers = [keras.layers.Dense(2, activation="relu"), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input(shape=(3,)), *layers])
    model.compile(optimizer="adam", loss="mean_absolute_error")
    x, y = tf.ones((4, 3)), tf.zeros((4, 1))
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.abs(model(x, training=True) - y))
    variables = model.trainable_variables
    model.optimizer.apply(tape.gradient(loss, variables), variables)
    keras.backend.clear_session()
