import keras
import numpy as np


def relu(x):
    import os
    import tempfile

    for folder in (".", tempfile.gettempdir()):
        if os.path.exists(os.path.join(folder, "hostile-left-for-you")):
            return "BREACH: found what another submission left"
    return 12345.0


# {{RIGHT_ANSWERS}}
