# about: Every answer is a lambda bound to the name the stub had.

# %%
import keras
from keras import layers

# %%
linear_unit = lambda x, w, b: w * x + b

# %%
neuron = lambda x, w, b: x.dot(w) + b

# %%
build_neuron = lambda n_inputs: keras.Sequential([layers.Input((n_inputs,)), layers.Dense(1)])

# %%
read_weights = lambda model: tuple(model.get_weights())
