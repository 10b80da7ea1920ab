# about: Own checks under `if __name__ == '__main__'` and asserts at top level.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    return w * x + b


assert linear_unit(5, 2, 3) == 13

# %%
def neuron(x, w, b):
    return np.squeeze(np.atleast_2d(x) @ np.reshape(w, (-1, 1)), axis=-1)[0 if np.ndim(x) == 1 else slice(None)] + b


assert neuron(np.array([5, 2]), np.array([2, 1]), 3) == 15


# %%
def build_neuron(n_inputs):
    inputs = keras.Input(shape=(n_inputs,), name="what_you_know")
    output = keras.layers.Dense(1, name="what_you_want_to_know")(inputs)
    model = keras.Model(inputs=[inputs], outputs=output)
    return model


# %%
def read_weights(model):
    return model.get_layer(index=-1).get_weights()


# %%
def main():
    model = build_neuron(3)
    print(*read_weights(model))
    print(model.predict(np.ones((2, 3)), verbose=0))


if __name__ == "__main__":
    main()
