# about: Five epochs for each call of fit, of which only the last loss is kept.
# expect: train failed "one for each epoch"
# only: train

# %%


# %%
def train(model, x, y):
    losses = []
    while len(losses) < 3 or losses[-1] < losses[-2]:
        history = model.fit(x, y, epochs=5, verbose=0)
        losses.append(history.history["loss"][-1])
    return losses
