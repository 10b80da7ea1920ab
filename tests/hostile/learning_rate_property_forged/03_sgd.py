import keras
import numpy as np


def compile_model(model):
    class Adam(keras.optimizers.Adam):
        learning_rate = property(lambda self: 0.001, lambda self, value: None)

    model.compile(optimizer=Adam(10.0**9), loss="mae")
    return model


# {{RIGHT_SGD_ANSWERS}}


def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"]
