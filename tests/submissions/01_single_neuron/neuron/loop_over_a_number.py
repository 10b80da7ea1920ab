# about: The loop goes over a number.
# expect: neuron error "needs a list or an array"
# only: neuron

# %%
import keras
import numpy as np


def neuron(x, w, b):
    total = b
    for i in len(x):
        total += w[i] * x[i]
    return total
