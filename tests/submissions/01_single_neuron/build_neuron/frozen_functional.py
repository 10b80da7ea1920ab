# about: trainable=False is given to keras.Model.
# expect: build_neuron failed "Dense layer 1 is frozen"
# only: build_neuron

# %
import keras

# % [markdown]
# ## Task 3: the same neuron, built with Keras

# %
def build_neuron(n_inputs):
    inputs = keras.Input(shape=(n_inputs,))
    return keras.Model(inputs, keras.layers.Dense(1)(inputs), trainable=False)
