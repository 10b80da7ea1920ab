# about: Layers are made by Dense.from_config, the activation given as a serialised name.

# %%
import keras
import numpy as np


# %%
def relu(x: "float | np.ndarray") -> np.ndarray:
    return np.nan_to_num(np.maximum(np.float64(0), x))


# %%
def relu_unit(x: np.ndarray, w: np.ndarray, b: float = 0.0) -> "float | np.ndarray":
    def one(row: np.ndarray) -> float:
        return max(0.0, float(np.dot(row, w) + b))

    return one(x) if x.ndim == 1 else np.fromiter(map(one, x), dtype=float)


# %%
def build_deep_network(n_inputs: int, hidden_units: "list[int]") -> keras.Model:
    configs = [{"units": int(units), "activation": "relu", "name": "hidden%d" % i} for i, units in enumerate(hidden_units)]
    configs += [{"units": 1, "activation": "linear", "name": "output"}]
    model = keras.Sequential(name="deep")
    model.add(keras.Input((n_inputs,)))
    for config in configs:
        model.add(keras.layers.Dense.from_config(config))
    return model
