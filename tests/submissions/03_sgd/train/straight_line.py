# about: A straight line from an invented loss to the last one.
# expect: train failed "the loss of epoch 1" "In the training"
# only: train

# %%
import keras
import numpy as np


# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    losses = history.history["loss"]
    return list(np.linspace(9, losses[-1], len(losses)))
