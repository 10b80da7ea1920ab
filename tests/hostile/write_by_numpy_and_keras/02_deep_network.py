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


# {{RIGHT_ANSWERS}}
