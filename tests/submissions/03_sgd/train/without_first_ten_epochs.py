# about: Trains well, but the list leaves out the first ten epochs.
# expect: train failed "one for each epoch"
# only: train

# %%
import keras


# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"][10:]
