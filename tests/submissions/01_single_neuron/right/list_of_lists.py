# about: The weights and the bias are returned as a list of two lists.
# only: read_weights


# %%
def read_weights(model):
    w, b = model.get_weights()
    return [w.ravel().tolist(), b.tolist()]
