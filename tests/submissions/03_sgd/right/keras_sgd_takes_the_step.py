# about: adjust_weights lets keras.optimizers.SGD take the step on Keras variables;
# about: model.compile(...) or model.
# only: adjust_weights

# %%
import keras
import numpy as np
import tensorflow as tf


# %%
def compile_model(model):
    return model.compile(keras.optimizers.Adam(1e-3), "mae") or model


# %%
def sample_batch(x, y, batch_size, rng):
    mask = np.zeros(len(x), dtype=bool)
    mask[rng.choice(len(x), batch_size, replace=False)] = True
    return x[mask], y[mask]


# %%
def measure_loss(y_true, y_pred):
    return keras.ops.mean(keras.losses.mean_absolute_error(np.ravel(y_true).astype(float), np.ravel(y_pred).astype(float)))


# %%
def adjust_weights(w, b, x, y, learning_rate):
    w = keras.Variable(np.asarray(w, "float32"))
    b = keras.Variable(np.float32(b))
    x, y = np.asarray(x, "float32"), np.asarray(y, "float32")
    with tf.GradientTape() as tape:
        loss = keras.ops.mean(keras.ops.abs(keras.ops.matmul(x, w) + b - y))
    slopes = tape.gradient(loss, [w.value, b.value])
    keras.optimizers.SGD(learning_rate=learning_rate).apply(slopes, [w, b])
    return w, b


# %%
def train(model, x, y):
    losses = []

    def watch(epoch, logs):
        losses.append(float(logs["loss"]))
        if len(losses) > 8 and losses[-9] <= min(losses[-8:]):
            model.stop_training = True

    model.fit(x, y, epochs=3000, verbose=0, callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=watch)])
    return losses
