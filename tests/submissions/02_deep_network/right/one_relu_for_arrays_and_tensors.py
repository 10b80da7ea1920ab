# about: One tensor relu serves as relu, in relu_unit, and as the activation function of every
# about: layer.

# %%
import keras
import tensorflow as tf


# %%
def relu(x):
    x = tf.convert_to_tensor(x)
    return tf.where(x > 0, x, tf.zeros_like(x))


# %%
def relu_unit(x, w, b):
    z = tf.reduce_sum(tf.cast(x, "float64") * tf.cast(w, "float64"), axis=-1)
    return relu(z + tf.cast(b, "float64"))


# %%
def build_deep_network(n_inputs, hidden_units):
    inputs = keras.Input(shape=(n_inputs,))
    hidden = inputs
    for units in hidden_units:
        hidden = keras.layers.Dense(units, activation=relu)(hidden)
    outputs = keras.layers.Dense(1)(hidden)
    return keras.Model(inputs=inputs, outputs=outputs)
