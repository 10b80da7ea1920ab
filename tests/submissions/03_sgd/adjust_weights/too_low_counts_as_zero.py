# about: A row whose prediction is too low counts as 0 instead of -1.
# expect: adjust_weights failed "too low"
# only: adjust_weights

# %%
import numpy as np


# %%
def adjust_weights(w, b, x, y, learning_rate):
    too_high = np.where(x @ w + b > y, 1, 0)
    slope_w = np.mean(too_high[:, None] * x, axis=0)
    return w - learning_rate * slope_w, b - learning_rate * np.mean(too_high)
