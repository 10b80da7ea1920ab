# about: EarlyStopping watches val_loss, since a part of the rows is kept for validation.
# only: train

# %%
import keras


# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    history = model.fit(
        x, y, validation_split=0.2, epochs=1000, callbacks=[stop], verbose=0
    )
    return history.history["loss"]
