import keras
import numpy as np


def relu(x):
    import os

    import grader

    here = os.path.dirname(grader.__file__)
    for path in (f"{here}/sandbox/hostile_marker.py", f"{here}/__pycache__/hostile_marker.pyc", f"{here}/hostile_marker.py"):
        try:
            with open(path, "w") as file:
                file.write("# left by tests/hostile\n")
            return "BREACH: wrote " + path
        except OSError:
            pass
    for path in (grader.__file__, f"{here}/runner/main.py"):
        try:
            open(path, "r+b").close()
            return "BREACH: may write " + path
        except OSError:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
