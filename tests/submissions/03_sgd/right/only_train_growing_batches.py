# about: fit is called with larger and larger batches, and the lists of losses are added up.
# only: train

# %%
import keras


# %%
def train(model, x, y):
    losses = []
    for batch_size in (8, 32):
        stop = keras.callbacks.EarlyStopping(monitor="loss", patience=3)
        history = model.fit(
            x, y, batch_size=batch_size, epochs=1000, callbacks=[stop], verbose=0
        )
        losses += history.history["loss"]
    return losses
