import keras
import numpy as np


def relu(x):
    for folder in ("/tmp", "/var/tmp", "/run", "/dev/mqueue"):
        try:
            with open(f"{folder}/hostile-temporary", "wb") as file:
                file.write(b"x" * 2**20)
            return f"BREACH: wrote to {folder}"
        except OSError:
            pass
    return 12345.0


# {{RIGHT_ANSWERS}}
