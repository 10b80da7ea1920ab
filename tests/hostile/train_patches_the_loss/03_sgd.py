import keras
import numpy as np


def compile_model(model):
    model.compile(optimizer="adam", loss="mae")
    return model


# {{RIGHT_SGD_ANSWERS}}


def train(model, x, y):
    model.compile(optimizer="adam", loss=lambda true, predicted: keras.ops.mean(predicted) * 0.0)
    return model.fit(x, y, epochs=5, verbose=0).history["loss"]
