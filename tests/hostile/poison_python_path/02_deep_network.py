import keras
import numpy as np


def relu(x):
    import site
    import sys

    for folder in [*site.getsitepackages(), site.getusersitepackages()]:
        try:
            with open(folder + "/hostile_marker.pth", "w") as file:
                file.write("# left by tests/hostile\n")
            return "BREACH: wrote to " + folder
        except OSError:
            pass
    sys.path[:] = ["/nonexistent"]
    return 12345.0


# {{RIGHT_ANSWERS}}
