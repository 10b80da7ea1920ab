# about: All answers are float32 TensorFlow tensors, made with tf.tensordot.

# %%
import tensorflow as tf


# %%
def linear_unit(x, w, b):
    x = tf.cast(x, tf.float32)
    return tf.cast(w, tf.float32) * x + tf.cast(b, tf.float32)


# %%
def neuron(x, w, b):
    x, w, b = (tf.cast(value, tf.float32) for value in (x, w, b))
    return tf.tensordot(x, w, axes=1) + b


# %%
def build_neuron(n_inputs):
    return tf.keras.Sequential([tf.keras.Input(shape=(n_inputs,)), tf.keras.layers.Dense(1)])


# %%
def read_weights(model):
    kernel, bias = model.trainable_variables
    return tf.convert_to_tensor(kernel), tf.convert_to_tensor(bias)
