import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


model = {"type": "model", "type_name": "Sequential", "layers": [], "built": True, "input_shape": [3]}
for number in range(1_000):
    training = {"x": pack((256, 256), np.nan), "y": pack((256, 1), np.inf), "rows": 256,
                "model": model, "epochs": 9, "batch_size": 32, "cell": 0, "line": 1}
    to_wire({"type": "training_noted", "training": training})
