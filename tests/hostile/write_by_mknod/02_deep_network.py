import keras
import numpy as np


def relu(x):
    import os
    import stat

    for attempt in (
        lambda: os.mkfifo("{{CANARY}}/writable/fifo"),
        lambda: os.mknod("{{CANARY}}/writable/device", stat.S_IFCHR | 0o666, os.makedev(1, 3)),
        lambda: os.mknod("{{CANARY}}/writable/socket", stat.S_IFSOCK | 0o666),
        lambda: os.mkdir("{{CANARY}}/writable/folder"),
        lambda: os.symlink("/etc/passwd", "{{CANARY}}/writable/link"),
    ):
        try:
            attempt()
        except OSError:
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
