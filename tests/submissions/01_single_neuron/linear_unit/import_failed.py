# about: The import of NumPy is misspelt, so np is not defined.
# expect: linear_unit error "Earlier: ModuleNotFoundError" "line 7"
# only: linear_unit

# %%
import keras
import numpi as np


history = keras.utils.np
np.random.seed(0)


def linear_unit(x, w, b):
    return np.add(w * x, b)
