# about: np.mean without axis: one number for all weights.
# expect: adjust_weights failed "each weight"
# only: adjust_weights

# %%
import numpy as np


# %%
def adjust_weights(w, b, x, y, learning_rate):
    sign = np.sign(x @ w + b - y)
    slope_w = np.mean(sign[:, None] * x)
    return w - learning_rate * slope_w, b - learning_rate * np.mean(sign)
