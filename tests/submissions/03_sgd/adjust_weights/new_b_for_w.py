# about: The slope of w is computed with the new b.
# expect: adjust_weights failed "new b"
# only: adjust_weights

# %%
import numpy as np


# %%
def adjust_weights(w, b, x, y, learning_rate):
    b_new = b - learning_rate * np.mean(np.sign(x @ w + b - y))
    w_new = w - learning_rate * np.mean(np.sign(x @ w + b_new - y)[:, None] * x, axis=0)
    return w_new, b_new
