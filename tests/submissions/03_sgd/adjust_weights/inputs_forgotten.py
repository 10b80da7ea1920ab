# about: Every weight takes the step of b, whatever its inputs are.
# expect: adjust_weights failed "as b" "own column"
# only: adjust_weights

# %%
import numpy as np


# %%
def adjust_weights(w, b, x, y, learning_rate):
    step = learning_rate * np.mean(np.sign(x @ w + b - y))
    return w - step, b - step
