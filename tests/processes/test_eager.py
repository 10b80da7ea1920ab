"""Which submissions may run in forks of a process that has computed with TensorFlow."""

import pytest

from grader.processes.eager import is_eager


def eager(*sources: str) -> bool:
    return is_eager(sources)


@pytest.mark.parametrize(
    "source",
    [
        "def relu(x):\n    return np.maximum(0, x)",
        "model = keras.Sequential([keras.layers.Dense(1)])\nmodel(x)",
        "with tf.GradientTape() as tape:\n    loss = model(x)",
        "outfit = benefit = 1  # this function fits",
    ],
)
def test_code_that_only_computes_step_by_step_is_eager(source):
    assert eager(source)


@pytest.mark.parametrize(
    "source",
    [
        "model.fit(x, y)",
        "model.predict(x)",
        "model.evaluate(x, y)",
        "model.train_on_batch(x, y)",
        "@tf.function\ndef f(x): return x",
        "model.compile(jit_compile=True)",
        "tf.config.set_visible_devices([])",
        "getattr(model, 'f' + 'it')(x)",
    ],
)
def test_code_that_may_run_a_tf_function_or_change_its_settings_is_not(source):
    assert not eager(source)


def test_one_cell_of_many_decides():
    assert eager("a = 1", "b = 2")
    assert not eager("a = 1", "model.fit(x)", "b = 2")
