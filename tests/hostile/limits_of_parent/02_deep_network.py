import keras
import numpy as np


def relu(x):
    import os
    import resource

    limits = resource.prlimit(os.getppid(), resource.RLIMIT_CORE)
    resource.prlimit(os.getppid(), resource.RLIMIT_CORE, limits)
    return f"BREACH: set the limits of the parent, {limits}"


# {{RIGHT_ANSWERS}}
