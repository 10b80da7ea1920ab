import keras
import numpy as np


def relu(x):
    import tensorflow as tf

    for attempt in (
        lambda: tf.io.write_file("{{CANARY}}/writable/written", "hostile"),
        lambda: tf.io.gfile.makedirs("{{CANARY}}/writable/made"),
        lambda: tf.io.gfile.copy(__file__ if "__file__" in globals() else "/etc/hostname", "{{CANARY}}/writable/copied"),
        lambda: tf.summary.create_file_writer("{{CANARY}}/writable/logs"),
        lambda: tf.io.gfile.rmtree("{{CANARY}}"),
    ):
        try:
            attempt()
        except (tf.errors.OpError, OSError):
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
