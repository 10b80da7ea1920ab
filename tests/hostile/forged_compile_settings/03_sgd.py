import keras
import numpy as np


# {{FORGING}}


def compile_model(model):
    compiled = {"optimizer": "Adam", "optimizer_is_keras": True, "learning_rate": float("nan"),
                "loss": "mae", "loss_value": float("inf")}
    model = {"type": "model", "type_name": "Sequential", "layers": [], "built": True,
             "input_shape": [3], "compiled": compiled, "is_argument": True}
    turn = {"value": model, "models": [model]}
    take_over({"type": "call_returned", "returned": turn})


# {{RIGHT_SGD_ANSWERS}}


def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"]
