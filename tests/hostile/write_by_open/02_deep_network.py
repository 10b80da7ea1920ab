import keras
import numpy as np


def relu(x):
    for path, mode in (("{{CANARY}}/writable/new", "w"), ("{{CANARY}}/secret.txt", "a"), ("{{CANARY}}/secret.txt", "r+")):
        try:
            with open(path, mode) as file:
                file.write("hostile")
        except OSError:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
