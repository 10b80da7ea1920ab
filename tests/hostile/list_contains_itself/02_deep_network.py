import keras
import numpy as np


def relu(x):
    snake = []
    snake.extend([snake] * 5)
    return snake


# {{RIGHT_ANSWERS}}
