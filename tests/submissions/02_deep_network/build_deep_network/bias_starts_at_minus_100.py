# about: The bias of every hidden layer starts at -100: relu gives 0 everywhere and never learns.
# expect: build_deep_network failed "Hidden layer 1 returns 0 for every input: its bias starts at -100"
# only: build_deep_network

# %
import keras

# % [markdown]
# ## Task 3: stack the layers

# %
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        start = keras.initializers.Constant(-100.0)
        model.add(keras.layers.Dense(units, activation="relu", bias_initializer=start))
    model.add(keras.layers.Dense(1))
    return model
