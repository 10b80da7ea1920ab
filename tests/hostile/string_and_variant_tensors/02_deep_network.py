import keras
import numpy as np


def relu(x):
    import tensorflow as tf

    return [tf.constant("passed"), tf.ragged.constant([[1.0], [1.0, 2.0]]), tf.sparse.eye(3)]


# {{RIGHT_ANSWERS}}
