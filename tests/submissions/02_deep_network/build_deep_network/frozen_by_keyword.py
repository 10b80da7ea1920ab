# about: trainable=False is given to Sequential: each layer says it can learn, the model does not.
# expect: build_deep_network failed "Dense layer 1 is frozen"
# only: build_deep_network

# %
import keras

# % [markdown]
# ## Task 3: stack the layers

# %
def build_deep_network(n_inputs, hidden_units):
    hidden = [keras.layers.Dense(units, activation="relu") for units in hidden_units]
    layers = [keras.Input(shape=(n_inputs,)), *hidden, keras.layers.Dense(1)]
    return keras.Sequential(layers, trainable=False)
