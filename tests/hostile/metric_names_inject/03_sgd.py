import keras
import numpy as np


def compile_model(model):
    def metric(y_true, y_pred):
        return 0.0

    metric.__name__ = "\x1b[2J::error::passed"
    model.compile(optimizer="adam", metrics=["\x1b[31m=HYPERLINK(1)", metric])
    return model


# {{RIGHT_SGD_ANSWERS}}


def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"]
