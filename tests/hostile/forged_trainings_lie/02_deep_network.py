import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


compiled = {"optimizer": "Adam", "optimizer_is_keras": True, "learning_rate": 1e308,
            "loss": "mean_squared_error", "loss_value": np.nan, "settings": {"beta_1": np.nan}}
layer = dense(1, (pack((3, 1), np.nan), pack((1,), -np.inf)))
model = {"type": "model", "type_name": "Sequential", "layers": [layer], "built": True,
         "input_shape": [3], "compiled": compiled}
honest = {"x": pack((200, 3), 1.0), "y": pack((200, 1), 5.0), "rows": 10**12, "model": model,
          "epochs": 10**12, "batch_size": 32, "cell": 99, "line": -(10**12),
          "settings": {"clipnorm": -1.0, "beta_2": 7.0}}
lies = ({}, {"x": pack((200, 3), np.nan)}, {"y": pack((3, 1))}, {"batch_size": 0},
        {"model": {**model, "layers": [dense(10**9, (pack((3, 1)), pack((1,))))]}},
        {"x": pack((200, 3), 3e38), "y": pack((200, 1), -3e38)}, {"epochs": -1})
for lie in lies:
    to_wire({"type": "training_noted", "training": {**honest, **lie}})
