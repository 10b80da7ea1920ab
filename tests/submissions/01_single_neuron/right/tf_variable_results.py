# about: Results are tf.Variable objects.

# %%
import tensorflow as tf
from tensorflow.keras import Sequential, layers


# %%
def linear_unit(x, w, b):
    return tf.Variable(tf.cast(x, tf.float64) * w + b, dtype=tf.float64)


# %%
def neuron(x, w, b):
    y = tf.Variable(tf.reduce_sum(tf.cast(x, tf.float64) * tf.cast(w, tf.float64), axis=-1))
    y.assign(y + tf.cast(b, tf.float64))
    return y


# %%
def build_neuron(n_inputs):
    return Sequential([layers.Input(shape=(n_inputs,)), layers.Dense(1)])


# %%
def read_weights(model):
    w, b = (tf.Variable(v) for v in model.get_weights())
    return w, b
