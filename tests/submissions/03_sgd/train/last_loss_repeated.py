# about: The last loss in the place of each.
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
    return [losses[-1]] * len(losses)
