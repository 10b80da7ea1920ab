import keras
import numpy as np


def relu(x):
    return [
        np.array(["a", "b"]),
        np.array(["2020-01-01"], "datetime64[s]"),
        np.zeros(3, [("a", "f8"), ("b", "O")]),
        np.zeros(3, complex),
        np.zeros(3, "S10"),
        np.zeros(2, np.longdouble),
    ]


# {{RIGHT_ANSWERS}}
