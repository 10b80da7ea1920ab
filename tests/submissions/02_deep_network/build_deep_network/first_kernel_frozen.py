# about: Only the kernel of the first layer is frozen: its bias and the other layers still learn.
# expect: build_deep_network failed "Dense layer 1 is frozen"
# only: build_deep_network

# %
import keras

# % [markdown]
# ## Task 3: stack the layers

# %
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    model.layers[0].kernel.trainable = False
    return model
