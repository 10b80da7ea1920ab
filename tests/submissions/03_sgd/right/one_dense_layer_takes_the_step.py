# about: adjust_weights puts w and b into a Dense layer and trains it for one batch with SGD.
# only: adjust_weights

# %%
import keras
import numpy as np


# %%
def compile_model(model):
    model.compile(optimizer="adam", loss=["mae"], metrics=["mae", "mse"])
    return model


# %%
def sample_batch(x, y, batch_size, rng):
    rows = sorted(rng.choice(range(len(x)), size=batch_size, replace=False))
    return x[rows], y[rows]


# %%
def measure_loss(y_true, y_pred):
    return np.sum(np.where(y_true > y_pred, y_true - y_pred, y_pred - y_true)) / np.size(y_true)


# %%
def adjust_weights(w, b, x, y, learning_rate):
    model = keras.Sequential([keras.Input((len(w),)), keras.layers.Dense(1)])
    model.set_weights([np.reshape(w, (-1, 1)), np.reshape(b, (1,))])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mae")
    model.train_on_batch(x, y)
    new_w, new_b = model.get_weights()
    return new_w[:, 0], new_b[0]


# %%
def train(model, x, y):
    losses = []
    weights = model.get_weights()
    waited = 0
    while waited <= 5:
        loss = model.fit(x, y, batch_size=16, epochs=1, verbose=0).history["loss"][-1]
        waited += 1
        if not losses or loss < min(losses):
            waited = 0
            weights = model.get_weights()
        losses.append(loss)
    model.set_weights(weights)
    return losses
