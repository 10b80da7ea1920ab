# about: Only the kernel is frozen: the bias still learns, the weights do not.
# expect: build_neuron failed "Dense layer 1 is frozen"
# only: build_neuron

# %
import keras

# % [markdown]
# ## Task 3: the same neuron, built with Keras

# %
def build_neuron(n_inputs):
    model = keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])
    model.layers[0].kernel.trainable = False
    return model
