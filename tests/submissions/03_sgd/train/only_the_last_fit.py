# about: fit is called twice, and the list has the losses of the second call only.
# expect: train failed "one for each epoch"
# only: train

# %%
import keras


# %%
def train(model, x, y):
    model.fit(x, y, epochs=40, verbose=0)
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"]
