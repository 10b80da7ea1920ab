# about: The weights of every hidden layer start at 0: relu gives 0 everywhere and never learns.
# expect: build_deep_network failed "Hidden layer 1 returns 0 for every input: all its weights start at 0"
# only: build_deep_network

# %
import keras

# % [markdown]
# ## Task 3: stack the layers

# %
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu", kernel_initializer="zeros"))
    model.add(keras.layers.Dense(1))
    return model
