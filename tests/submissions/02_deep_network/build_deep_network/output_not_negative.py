# about: The output layer has kernel_constraint='non_neg'.
# expect: build_deep_network failed "constraint on its weights (NonNeg)"
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
    model.add(keras.layers.Dense(1, kernel_constraint="non_neg"))
    return model
