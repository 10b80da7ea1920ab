# about: A while loop around fit(epochs=1) with its own stopping rule; slopes summed up by nested
# about: loops.

# %%
import keras
import numpy as np


# %%
def compile_model(model):
    optimizer = keras.optimizers.Adam()
    loss = keras.losses.mean_absolute_error
    model.compile(optimizer, loss)
    return model


# %%
def sample_batch(x, y, batch_size, rng):
    x_batch, y_batch = [], []
    for i in rng.permutation(len(y))[:batch_size]:
        x_batch.append(x[i])
        y_batch.append(y[i])
    return np.array(x_batch), np.array(y_batch)


# %%
def measure_loss(y_true, y_pred):
    total, n = 0.0, 0
    for t, p in zip(np.ravel(y_true), np.ravel(y_pred)):
        total += abs(t - p)
        n += 1
    return total / n


# %%
def adjust_weights(w, b, x, y, learning_rate):
    slope_w, slope_b = [0.0] * len(w), 0.0
    for row, truth in zip(x, y):
        prediction = sum(wi * xi for wi, xi in zip(w, row)) + b
        if prediction > truth:
            direction = 1
        elif prediction < truth:
            direction = -1
        else:
            direction = 0
        for i in range(len(w)):
            slope_w[i] += direction * row[i] / len(y)
        slope_b += direction / len(y)
    new_w = np.array([w[i] - learning_rate * slope_w[i] for i in range(len(w))])
    return new_w, float(b - learning_rate * slope_b)


# %%
def train(model, x, y):
    losses = []
    bad_epochs = 0
    while bad_epochs < 4:
        loss = model.fit(x, y, epochs=1, verbose=0).history["loss"][0]
        if losses and loss >= min(losses):
            bad_epochs += 1
        else:
            bad_epochs = 0
        losses.append(loss)
    return losses
