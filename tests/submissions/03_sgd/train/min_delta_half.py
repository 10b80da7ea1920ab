# about: EarlyStopping with min_delta=0.5: no epoch makes the loss smaller by that much.
# expect: train failed "min_delta=0.5"
# only: train

# %%
import keras


# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", min_delta=0.5, patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"]
