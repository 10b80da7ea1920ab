# about: EarlyStopping, but fit may train for 30 epochs only, and the loss decreases for longer.
# expect: train failed "30 epochs at most" "could still get smaller"
# only: train

# %%
import keras


# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=30, callbacks=[stop], verbose=0)
    return history.history["loss"]
