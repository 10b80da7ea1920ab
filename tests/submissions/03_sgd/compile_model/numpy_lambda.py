# about: The loss is a lambda that computes with NumPy: its value is right, and it has no slopes.
# expect: compile_model failed "no slopes"
# only: compile_model

# %%
import numpy as np
from tensorflow import keras


# %%
def compile_model(model):
    mae = lambda t, p: np.abs(np.array(t) - np.array(p)).mean()
    model.compile(keras.optimizers.Adam(learning_rate=0.01), mae)
