# about: MaxNorm(0.0) for the weights of every hidden layer: training puts them back to 0.
# expect: build_deep_network failed "Dense layer 1 has a constraint on its weights (MaxNorm)"
# only: build_deep_network

# %
import keras

# % [markdown]
# ## Task 3: stack the layers

# %
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        limit = keras.constraints.MaxNorm(0.0)
        model.add(keras.layers.Dense(units, activation="relu", kernel_constraint=limit))
    model.add(keras.layers.Dense(1))
    return model
