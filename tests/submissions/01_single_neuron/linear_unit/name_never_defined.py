# about: math is used and never imported; an earlier line that uses it failed, too.
# expect: linear_unit error "No import has given it"
# only: linear_unit

# %%
import keras
import numpy as np


values = [math.pi, 1.0]


def linear_unit(x, w, b):
    return math.fsum([w * x, b])
