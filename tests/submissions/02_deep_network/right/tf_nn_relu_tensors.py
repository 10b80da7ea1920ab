# about: tf.nn.relu and tf.linalg.matvec give float32 tensors; everything from tf.keras.

# %%
import tensorflow as tf


# %%
def relu(x):
    return tf.nn.relu(tf.cast(x, tf.float32))


# %%
def relu_unit(x, w, b):
    x = tf.cast(x, tf.float32)
    w = tf.cast(w, tf.float32)
    if len(x.shape) == 1:
        z = tf.tensordot(x, w, 1)
    else:
        z = tf.linalg.matvec(x, w)
    return tf.maximum(z + tf.cast(b, tf.float32), 0.0)


# %%
def build_deep_network(n_inputs, hidden_units):
    return tf.keras.Sequential(
        [tf.keras.Input(shape=(n_inputs,))]
        + [tf.keras.layers.Dense(u, activation=tf.keras.activations.relu) for u in hidden_units]
        + [tf.keras.layers.Dense(1, activation=tf.keras.activations.linear)]
    )
