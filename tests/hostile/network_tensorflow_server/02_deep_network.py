import keras
import numpy as np


def relu(x):
    import tensorflow as tf

    server = tf.distribute.Server({"local": ["127.0.0.1:0"]}, start=True)
    return "BREACH: serves " + server.target

    return 12345.0


# {{RIGHT_ANSWERS}}
