# about: The sign of the error as error / abs(error), which is nan for a row predicted exactly.
# expect: adjust_weights failed "exactly y" "nan"
# only: adjust_weights

# %%
import numpy as np


# %%
def adjust_weights(w, b, x, y, learning_rate):
    error = x @ w + b - y
    sign = error / np.abs(error)
    slope_w = np.mean(sign[:, None] * x, axis=0)
    return w - learning_rate * slope_w, b - learning_rate * np.mean(sign)
