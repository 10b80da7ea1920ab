# about: adjust_weights by tf.GradientTape, sample_batch by tf.gather, losses as tensors, train as
# about: a tf.function loop with the model's own optimizer.

# %%
import keras
import numpy as np
import tensorflow as tf


# %%
def compile_model(model):
    model.compile(tf.keras.optimizers.Adam(), tf.keras.losses.MeanAbsoluteError())
    return model


# %%
def sample_batch(x, y, batch_size, rng):
    rows = rng.permutation(len(x))[:batch_size]
    return tf.gather(x, rows), tf.gather(y, rows)


# %%
def measure_loss(y_true, y_pred):
    return tf.reduce_mean(tf.abs(tf.cast(y_true, tf.float64) - tf.cast(y_pred, tf.float64)))


# %%
def adjust_weights(w, b, x, y, learning_rate):
    w = tf.Variable(tf.cast(w, tf.float64))
    b = tf.Variable(tf.cast(b, tf.float64))
    with tf.GradientTape() as tape:
        loss = measure_loss(y, tf.linalg.matvec(tf.cast(x, tf.float64), w) + b)
    slope_w, slope_b = tape.gradient(loss, [w, b])
    w.assign_sub(learning_rate * slope_w)
    b.assign_sub(learning_rate * slope_b)
    return w, b


# %%
def train(model, x, y):
    x = tf.cast(x, tf.float32)
    y = tf.reshape(tf.cast(y, tf.float32), (-1, 1))
    model.optimizer.build(model.trainable_variables)

    @tf.function
    def step(x_batch, y_batch):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.abs(y_batch - model(x_batch, training=True)))
        slopes = tape.gradient(loss, model.trainable_variables)
        model.optimizer.apply_gradients(zip(slopes, model.trainable_variables))
        return loss

    losses, best, waited = [], float("inf"), 0
    while waited < 8:
        data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x)).batch(32)
        losses.append(float(np.mean([step(xb, yb) for xb, yb in data])))
        waited = 0 if losses[-1] < best else waited + 1
        best = min(best, losses[-1])
    return losses
