# about: A tf.keras.Model subclass that applies ops.relu to plain Dense layers in call(); built by
# about: calling it on a keras.Input.

# %%
import numpy as np
import tensorflow as tf


# %%
def relu(x):
    return np.asarray(tf.keras.ops.relu(np.asarray(x, dtype="float64")))


# %%
def relu_unit(x, w, b):
    return relu(np.matmul(x, w) + b)


# %%
class Net(tf.keras.Model):
    def __init__(self, hidden_units, **kwargs):
        super().__init__(**kwargs)
        self.denses = []
        for units in hidden_units:
            self.denses.append(tf.keras.layers.Dense(units))
        self.last = tf.keras.layers.Dense(1)

    def call(self, x, training=False):
        for dense in self.denses:
            x = tf.keras.ops.relu(dense(x))
        return self.last(x)


def build_deep_network(n_inputs, hidden_units):
    net = Net(hidden_units, name="net")
    net(tf.keras.Input(shape=(n_inputs,)))
    return net
