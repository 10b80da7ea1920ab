# about: A fixed number of epochs; the list ends at its smallest loss, so its length differs by chance.
# expect: train failed "60 epochs" "one for each epoch"
# only: train

# %%


# %%
def train(model, x, y):
    losses = model.fit(x, y, epochs=60, verbose=0).history["loss"]
    return losses[: losses.index(min(losses)) + 1]
