# about: kernel_constraint=NonNeg: a line that falls can never be learned.
# expect: build_neuron failed "constraint on its weights (NonNeg)"
# only: build_neuron

# %
import keras

# % [markdown]
# ## Task 3: the same neuron, built with Keras

# %
def build_neuron(n_inputs):
    dense = keras.layers.Dense(1, kernel_constraint=keras.constraints.NonNeg())
    return keras.Sequential([keras.Input(shape=(n_inputs,)), dense])
