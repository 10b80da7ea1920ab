import keras
import numpy as np


def relu(x):
    import os
    import sys

    for folder in sys.path:
        for name in ("hostile_marker.pth", "hostile_marker_sitecustomize.py"):
            try:
                with open(os.path.join(folder, name), "w") as file:
                    file.write("# left by tests/hostile\n")
                return "BREACH: wrote to " + folder
            except OSError:
                pass

    return 12345.0


# {{RIGHT_ANSWERS}}
