import keras
import numpy as np


def relu(x):
    import os
    import sys

    code = "open('{{CANARY}}/writable/python', 'w').write('x')"
    os.execv(sys.executable, [sys.executable, "-c", code])


# {{RIGHT_ANSWERS}}
