# about: trainable=False is given to Sequential: each layer says it can learn, the model does not.
# expect: build_neuron failed "Dense layer 1 is frozen"
# only: build_neuron

# %
import keras

# % [markdown]
# ## Task 3: the same neuron, built with Keras

# %
def build_neuron(n_inputs):
    return keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)], trainable=False)
