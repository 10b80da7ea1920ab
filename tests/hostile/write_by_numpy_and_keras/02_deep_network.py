import keras
import numpy as np


def relu(x):
    model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
    model.compile(loss="mae")
    logger = keras.callbacks.CSVLogger("{{CANARY}}/writable/log.csv")
    for attempt in (
        lambda: np.save("{{CANARY}}/writable/array.npy", np.ones(3)),
        lambda: model.save("{{CANARY}}/writable/model.keras"),
        lambda: model.save_weights("{{CANARY}}/writable/model.weights.h5"),
        lambda: model.fit(np.ones((2, 1)), np.ones(2), verbose=0, callbacks=[logger]),
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
