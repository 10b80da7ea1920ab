# about: tf.function on the answers; fit is given a tf.data.Dataset that is shuffled anew for each
# about: epoch.

# %%
import tensorflow as tf
from tensorflow import keras


# %%
def compile_model(model):
    model.compile(optimizer=keras.optimizers.Adam(), loss=keras.losses.mae, jit_compile=False)
    return model


# %%
def sample_batch(x, y, batch_size, rng):
    rows = tf.constant(rng.integers(len(x), size=batch_size))
    return tf.gather(x, rows).numpy(), tf.gather(y, rows).numpy()


# %%
@tf.function
def measure_loss(y_true, y_pred):
    return tf.reduce_mean(tf.abs(tf.cast(y_true, tf.float32) - tf.cast(y_pred, tf.float32)))


# %%
@tf.function
def step(w, b, x, y, learning_rate):
    with tf.GradientTape() as tape:
        tape.watch([w, b])
        loss = tf.reduce_mean(tf.abs(tf.tensordot(x, w, 1) + b - y))
    dw, db = tape.gradient(loss, [w, b])
    return w - learning_rate * dw, b - learning_rate * db


def adjust_weights(w, b, x, y, learning_rate):
    return step(*(tf.cast(value, tf.float64) for value in (w, b, x, y, learning_rate)))


# %%
def train(model, x, y):
    data = tf.data.Dataset.from_tensor_slices((x, y[:, None])).shuffle(1000).batch(32).prefetch(1)
    stop = tf.keras.callbacks.EarlyStopping(monitor="loss", patience=6, start_from_epoch=5)
    return model.fit(data, epochs=1000, callbacks=[stop], verbose=2).history["loss"]
