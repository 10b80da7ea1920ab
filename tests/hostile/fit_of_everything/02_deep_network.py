import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


class Odd:
    """Lies about its shape, and has no rows."""

    shape = (10**9, 3)
    dtype = np.dtype("float32")

    def __len__(self):
        return -1

    def __array__(self, *_, **__):
        return np.full((4, 3), np.nan, "float32")


def endless():
    while True:
        yield np.ones((1, 3)), np.ones(1)


model = build_deep_network(3, [2])
model.compile("adam", "mae")
try:
    model.fit(Odd(), Odd())
except Exception:
    pass
try:
    model.fit(np.full((4, 3), np.nan), np.ones(3))
except Exception:
    pass
try:
    model.fit(endless(), steps_per_epoch=2, verbose=0)
except Exception:
    pass
model.fit(np.full((4, 3), np.nan), np.full(4, np.inf), verbose=0)
model.loss = model.optimizer = model
try:
    model.fit(np.ones((4, 3)), np.ones(4))
except Exception:
    pass
keras.Model.fit = None
