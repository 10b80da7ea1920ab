import keras
import numpy as np


def compile_model(model):
    model.compile(optimizer="adam", loss="mae")
    model.optimizer.clipnorm = 1.0
    model.optimizer.clipvalue = -5.0
    model.optimizer.weight_decay = 1e300
    return model


# {{RIGHT_SGD_ANSWERS}}


def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"]
