import keras
import numpy as np


# {{FORGING}}


def compile_model(model):
    turn = {"value": {"type": "nothing"}, "models": []}
    take_over({"type": "call_returned", "returned": turn})


# {{RIGHT_SGD_ANSWERS}}


def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"]
