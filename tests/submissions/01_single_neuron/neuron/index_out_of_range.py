# about: The loop goes one too far.
# expect: neuron error "counted from 0"
# only: neuron

# %%
import keras
import numpy as np


def neuron(x, w, b):
    total = b
    for i in range(len(w) + 1):
        total += w[i] * x[i]
    return total
