import keras
import numpy as np


def relu(x):
    if np.ndim(x):
        return type("<img src=x onerror=alert(1)>", (), {})()
    raise ValueError("</pre><script>alert(document.cookie)</script>")


# {{RIGHT_ANSWERS}}
