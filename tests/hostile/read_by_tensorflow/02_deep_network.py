import keras
import numpy as np


def relu(x):
    import tensorflow as tf

    return tf.io.read_file("{{CANARY}}/secret.txt").numpy().decode()


# {{RIGHT_ANSWERS}}
