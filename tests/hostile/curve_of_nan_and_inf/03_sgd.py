import keras
import numpy as np


def compile_model(model):
    model.compile(optimizer="adam", loss="mae")
    return model


# {{RIGHT_SGD_ANSWERS}}


def train(model, x, y):
    return [float('nan'), float('inf'), -float('inf')] * 3
