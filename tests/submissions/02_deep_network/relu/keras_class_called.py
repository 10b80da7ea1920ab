# about: ReLU is a class: its brackets take settings.
# expect: relu error "take settings, not arrays"
# only: relu

# %%
import keras
import numpy as np


def relu(x):
    return keras.layers.ReLU(x)
