import keras
import numpy as np


def relu(x):
    import os

    with open("mine", "w") as file:
        file.write("hostile")
    for attempt in (lambda: os.link("mine", "{{CANARY}}/writable/linked"), lambda: os.rename("mine", "{{CANARY}}/writable/renamed")):
        try:
            attempt()
        except OSError:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
