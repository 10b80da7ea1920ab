# about: ReduceLROnPlateau lowers the rate before EarlyStopping ends the training.
# only: train

# %%
import keras


# %%
def train(model, x, y):
    lower = keras.callbacks.ReduceLROnPlateau(monitor="loss", patience=2)
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=4, min_delta=0.01)
    history = model.fit(x, y, batch_size=16, epochs=500, callbacks=[lower, stop], verbose=0)
    return history.history["loss"]
