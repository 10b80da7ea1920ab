# about: The slope of b is computed with the new w.
# expect: adjust_weights failed "new w"
# only: adjust_weights

# %%
import numpy as np


# %%
def adjust_weights(w, b, x, y, learning_rate):
    sign = np.sign(x @ w + b - y)
    w = w - learning_rate * np.mean(sign[:, None] * x, axis=0)
    sign = np.sign(x @ w + b - y)
    b = b - learning_rate * np.mean(sign)
    return w, b
