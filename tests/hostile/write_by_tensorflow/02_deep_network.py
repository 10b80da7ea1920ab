import keras
import numpy as np


def relu(x):
    import tensorflow as tf

    for attempt in (
        lambda: tf.io.write_file("{{CANARY}}/writable/written", "hostile"),
        lambda: tf.io.gfile.makedirs("{{CANARY}}/writable/made"),
        lambda: tf.io.gfile.copy(__file__ if "__file__" in globals() else "/etc/hostname", "{{CANARY}}/writable/copied"),
        lambda: tf.summary.create_file_writer("{{CANARY}}/writable/logs"),
        lambda: tf.io.gfile.rmtree("{{CANARY}}"),
    ):
        try:
            attempt()
        except (tf.errors.OpError, OSError):
            pass

    return 12345.0


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
