# about: The prediction is w*x without b.
# expect: adjust_weights failed "without b"
# only: adjust_weights

# %%
import numpy as np


# %%
def adjust_weights(w, b, x, y, learning_rate):
    sign = np.sign(x @ w - y)
    slope_w = np.mean(sign[:, None] * x, axis=0)
    return w - learning_rate * slope_w, b - learning_rate * np.mean(sign)
