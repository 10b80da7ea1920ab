import keras
import numpy as np


CALLS = []


def compile_model(model):
    model.compile(optimizer="adam", loss="mae")
    return model


# {{RIGHT_SGD_ANSWERS}}


def train(model, x, y):
    CALLS.append(1)
    return model.fit(x, y, epochs=60 // len(CALLS), verbose=0).history["loss"]
