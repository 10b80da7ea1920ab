# about: The losses are rounded to two decimals: the exercise names no number of digits.
# only: train

# %%
import keras


# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return [round(loss, 2) for loss in history.history["loss"]]
