# about: bias_constraint=MaxNorm(0.0): every step of training puts the bias back to 0.
# expect: build_neuron failed "constraint on its bias (MaxNorm)"
# only: build_neuron

# %
import keras

# % [markdown]
# ## Task 3: the same neuron, built with Keras

# %
def build_neuron(n_inputs):
    dense = keras.layers.Dense(1, bias_constraint=keras.constraints.MaxNorm(0.0))
    return keras.Sequential([keras.Input(shape=(n_inputs,)), dense])
