# about: CRLF line ends, helpers below the answers, a __main__ block and a failing plot at the end.

# %%
import keras
import numpy as np


# %%
def relu(x):
    return bigger_of(zero, x)


# %%
def relu_unit(x, w, b):
    return relu(weighted_sum(x, w) + b)


# %%
def build_deep_network(n_inputs, hidden_units):
    return as_model(n_inputs, [hidden(u) for u in hidden_units] + [output()])


# %%
zero = np.zeros(())
bigger_of = np.maximum
weighted_sum = np.matmul


def hidden(units):
    return keras.layers.Dense(units, activation="relu")


def output():
    return keras.layers.Dense(1)


def as_model(n_inputs, layers):
    model = keras.Sequential(layers)
    model.build(input_shape=(None, n_inputs))
    return model


# %%
if __name__ == "__main__":
    network = build_deep_network(2, [8, 4])
    network.summary()
    assert relu_unit(np.array([3, 1]), np.array([1, -2]), 0.5) == 1.5

# %%
import matplotlib.pyplot as plt

plt.plot(np.linspace(-2, 2), relu(np.linspace(-2, 2)))
plt.show()
