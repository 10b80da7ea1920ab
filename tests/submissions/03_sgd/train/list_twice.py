# about: The list of losses comes twice.
# expect: train failed "one for each epoch"
# only: train

# %%
import keras
import numpy as np


# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    losses = history.history["loss"]
    return losses * 2
