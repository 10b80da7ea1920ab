# about: The losses are sorted, so that none goes up.
# expect: train failed "another order"
# only: train

# %%
import keras
import numpy as np


# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    losses = history.history["loss"]
    return sorted(losses, reverse=True)
