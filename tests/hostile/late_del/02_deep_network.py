import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


class Late:
    def __del__(self, to_wire=to_wire):
        to_wire({"type": "done"})
        open("{{CANARY}}/writable/deleted", "w").write("late")

keras.hostile_object = [Late()]
