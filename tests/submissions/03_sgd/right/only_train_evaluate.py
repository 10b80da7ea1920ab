# about: evaluate gives the loss before the first epoch, and after each; y is given by name.
# only: train

# %%


# %%
def train(model, x, y):
    losses = [model.evaluate(x, y, verbose=0)]
    while len(losses) < 2 or losses[-1] < losses[-2]:
        model.fit(x=x, y=y, batch_size=16, verbose=0)
        losses.append(model.evaluate(x, y, verbose=0))
    return losses
