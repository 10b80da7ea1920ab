# about: Scratch cells that raise (a Keras 2 attribute, a missing package, a missing file) stand
# about: between right answers.

# %%
import keras
import numpy as np

# %%
import pandas as pd
red_wine = pd.read_csv("../input/dl-course-data/red-wine.csv")
red_wine.shape


# %%
def linear_unit(x, w, b):
    return x * w + b


# %%
def neuron(x, w, b):
    return np.add.reduce(x * w, axis=-1) + b


# %%
np.loadtxt("taxi.csv")
print("never printed")


# %%
def build_neuron(n_inputs):
    return keras.Sequential([keras.layers.Dense(1, input_shape=[n_inputs])])


# %%
build_neuron(11).layers[0].input_shape


# %%
def read_weights(model):
    w, b = model.layers[-1].get_weights()
    return w, b


# %%
1 / 0
