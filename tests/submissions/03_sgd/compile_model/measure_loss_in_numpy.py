# about: The learner's own measure_loss, in NumPy, is the loss: its value is right, and it has no slopes.
# expect: compile_model failed "no slopes" "NumPy"
# only: compile_model

# %%
import keras
import numpy as np


# %%
def compile_model(model):
    model.compile(optimizer="adam", loss=measure_loss)
    return model


# %%
def measure_loss(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))
