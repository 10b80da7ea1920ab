"""Practice checks in a real kernel, on live functions and models."""

import os
import re
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

LINEAR = "def linear_unit(x, w, b):\n    return {}"

NEURON = """
def build_neuron(n_inputs):
    return keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])
"""


def test_a_right_function_passes_and_the_verdict_is_a_record(kernel):
    kernel.run(LINEAR.format("w * x + b"))
    box = kernel.box("verdict = check('linear_unit'); verdict")
    assert "linear_unit: passed, 2 of 2 points\n\nPractice" in box["text/plain"]
    assert "linear_unit" in box["text/html"]
    assert kernel.value("[verdict.tasks[0].status, verdict.tasks[0].score]") == ["passed", 2]


def test_a_wrong_function_is_told_what_was_expected_beside_what_was_received(kernel):
    kernel.run(LINEAR.format("w * x - b"))
    box = kernel.box("check(linear_unit)")
    assert "The bias b is subtracted." in box["text/html"]
    assert ">expected</span>" in box["text/html"]
    assert ">received</span>" in box["text/html"]
    assert "The bias b is subtracted." in box["text/plain"]


def test_each_check_of_an_unchanged_function_shows_one_hint_more(kernel):
    source = "def neuron(x, w, b):\n    return x @ w"
    kernel.run(source)
    shown = [kernel.box("check('neuron')")["text/plain"].count("Hint:") for _ in range(2)]
    kernel.run(source + " + 0.0")
    assert kernel.box("check('neuron')")["text/plain"].count("Hint:") == shown[0]
    assert shown[0] < shown[1]


def test_the_same_function_is_asked_the_same_whatever_cell_it_is_in(kernel):
    said = []
    for _ in range(2):
        kernel.run(LINEAR.format("w * x * b"))
        said.append(kernel.box("check('linear_unit')")["text/plain"].split("Hint:")[0])
    first, second = (re.sub(r"code cell \d+", "code cell N", one) for one in said)
    assert first == second


def test_an_exception_names_the_cell_and_the_line_of_the_learner(kernel):
    kernel.run("def helper(x):\n    # a comment\n    return x.nothing")
    number = kernel.value("len(In) - 2")
    kernel.run(LINEAR.format("helper(x)"))
    box = kernel.box("check('linear_unit')")
    assert f"cell [{number}], line 3" in box["text/html"]
    text = re.sub('<u class="mark">|</u>', "", box["text/html"])
    assert "return x.nothing" in text
    # Python 3.10 does not know which part of the line it is.
    assert ('<u class="mark">x.nothing</u>' in box["text/html"]) == (sys.version_info >= (3, 11))


def test_a_stub_is_not_attempted_and_a_missing_function_is_to_be_run(kernel):
    kernel.run('def relu(x):\n    """Return it."""\n    raise NotImplementedError')
    assert "relu: not attempted yet" in kernel.box("check('relu')")["text/plain"]
    box = kernel.box("check('sample_batch')")
    assert "Run the cell that defines it." in box["text/html"]


def test_what_is_no_function_of_a_cell_is_called_all_the_same(kernel):
    kernel.run("import functools\nrelu = functools.partial(np.maximum, 0)")
    assert kernel.value("check('relu').tasks[0].status") == "passed"
    kernel.run("relu = tf.nn.relu6")
    assert kernel.value("check('relu').tasks[0].status") == "failed"
    kernel.run("relu = 3")
    assert "'int' object is not callable" in kernel.box("check('relu')")["text/plain"]
    kernel.run("del relu")


def test_a_model_is_rebuilt_and_trained_and_its_layers_are_drawn(kernel):
    kernel.run(NEURON)
    box = kernel.box("check('build_neuron')")
    assert "passed, 3 of 3 points" in box["text/plain"]
    assert "Input(3) → Dense(1)" in box["text/plain"]
    assert "<svg" in box["text/html"]


STATE = """
def state():
    drawn = np.random.default_rng, rng.bit_generator.state["state"]["state"]
    moving = [np.array(one).tolist() for one in model.optimizer.variables]
    return json.dumps([
        random.getstate()[1][:3], np.random.get_state()[1].tolist()[:3], drawn[1],
        np.random.bit_generator.randbits.__name__,
        [w.tolist() for w in model.get_weights()], moving, [one.trainable for one in model.layers],
        id(model.optimizer), model.loss, repr(warnings.filters), id(sys.stdout), id(sys.stderr),
        __import__("builtins").input.__qualname__, str(keras.config.dtype_policy().name),
    ])
"""

MEDDLING = """
def read_weights(given):
    model.fit(np.ones((4, 2)), np.ones(4), epochs=2, verbose=1)
    model.layers[0].trainable = False
    model.compile("sgd", "mse")
    rng.random(), random.random(), np.random.rand(), keras.random.normal((2,))
    keras.layers.Dense(1)
    warnings.simplefilter("error")
    print("printed")
    return tuple(given.layers[-1].get_weights())
"""


def test_the_kernel_is_as_it_was_whatever_the_function_does(kernel):
    kernel.run(
        "import json\nkeras.utils.set_random_seed(3)\nrng = np.random.default_rng(1)\n"
        "model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])\n"
        "model.compile('adam', 'mae')\nmodel.fit(np.ones((4, 2)), np.zeros(4), verbose=0);"
    )
    kernel.run(STATE)
    kernel.run(MEDDLING)
    before = kernel.value("state()")
    outputs = kernel.run("check('read_weights')")
    assert [one.output_type for one in outputs] == ["execute_result"]
    assert "passed" in outputs[0].data["text/plain"]
    assert kernel.value("state()") == before


def test_random_numbers_and_names_of_layers_go_on_as_if_nothing_was_checked(kernel):
    kernel.run(NEURON)
    draw = (
        "[float(keras.random.normal((1,))[0]), float(tf.random.normal((1,))[0]),"
        " keras.layers.Dense(1).name, random.random(), float(np.random.rand()),"
        " float(keras.layers.Dense(2)(np.ones((1, 2)))[0, 0])]"
    )
    kernel.run("import keras, tensorflow as tf")
    drawn = []
    for cell in ("pass", "check('build_neuron'); check('read_weights')"):
        kernel.run("keras.utils.clear_session(); keras.utils.set_random_seed(5)")
        kernel.value(draw)
        kernel.run(cell)
        drawn.append(kernel.value(draw))
    assert drawn[0] == drawn[1]


def test_a_function_gets_the_dtype_policy_of_the_kernel(kernel):
    kernel.run("keras.config.set_dtype_policy('float64')")
    kernel.run(
        "seen = []\ndef relu(x):\n    seen.append(keras.config.dtype_policy().name)\n    return 0"
    )
    kernel.run("check('relu')")
    kernel.run("keras.config.set_dtype_policy('float32')")
    assert set(kernel.value("seen")) == {"float64"}


def test_what_the_documentation_shows_can_be_run(kernel):
    kernel.run(LINEAR.format("w * x + b"))
    text = (REPOSITORY / "docs" / "practice.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    shown = [kernel.run(block)[-1].data["text/plain"] for block in blocks]
    assert "linear_unit: passed" in shown[0]
    assert shown[1:] == ["'passed'"]


def test_nobody_is_asked_for_input(kernel):
    kernel.run(LINEAR.format("float(input('w?'))"))
    assert "Nobody can answer input() here." in kernel.box("check('linear_unit')")["text/plain"]


def test_an_unknown_name_is_one_line_with_a_suggestion(kernel):
    name, shown = kernel.error("check('linear_unot')")
    assert (name, shown) == (
        "CheckError",
        ["There is no task linear_unot. Did you mean linear_unit?"],
    )
    _, shown = kernel.error("check('linear_unit', course='nowhere')")
    assert shown[0].startswith("There is no course nowhere")


def test_the_kernel_has_no_expected_results(kernel):
    modules = kernel.value("[one for one in sys.modules if one.startswith(('grader', '_course'))]")
    allowed = ("grader.protocol", "grader.runner", "grader.live", "grader.notebook")
    others = {one for one in modules if not one.startswith(allowed)}
    assert others == {
        "grader",
        "grader.errors",
        "grader.processes",
        "grader.processes.environment",
        "grader.records",
        "grader.submission",
        "grader.submission.contents",
        "grader.submission.names",
    }


def test_an_endless_loop_is_interrupted_where_it_is_and_the_next_check_works(kernel):
    source = (
        "def relu(x):\n    global rounds\n    pathlib.Path('begun').touch()\n    while True:\n"
        "        rounds += 1"
    )
    kernel.run("import pathlib\nrounds = 0")
    kernel.run(source)
    begun = kernel.value("str(pathlib.Path('begun').resolve())")
    process = kernel.value("__import__('os').getpid()")
    interrupter = threading.Thread(target=_interrupt_when, args=(begun, process))
    interrupter.start()
    name, shown = kernel.error("check('relu')")
    interrupter.join()
    assert name == "StoppedError"
    (line,) = shown
    said, shown = re.fullmatch(r"(.*): cell \[\d+\], line \d: (.*)", line).groups()
    assert said == "Interrupted while relu was running"
    assert shown in [each.strip() for each in source.split("\n")]
    kernel.run("import time")
    assert len(set(kernel.value("[(time.sleep(0.2), rounds)[1] for _ in range(2)]"))) == 1
    kernel.run("def relu(x):\n    return np.maximum(x, 0)")
    assert kernel.value("check('relu').tasks[0].status") == "passed"


def _interrupt_when(file: str, process: int) -> None:
    while not Path(file).exists():
        time.sleep(0.05)
    os.kill(process, signal.SIGINT)  # as the button of a notebook does


def test_a_helper_that_was_killed_is_started_again(kernel):
    kernel.run("from grader.live.notebook.helper import helper")
    kernel.run("def relu(x):\n    return np.maximum(x, 0)")
    kernel.box("check('relu')")
    pid = kernel.value("helper()._process.pid")
    os.kill(pid, signal.SIGKILL)
    name, shown = kernel.error("check('relu')")
    assert (name, len(shown)) == ("CheckError", 1)
    assert kernel.value("check('relu').tasks[0].status") == "passed"
    assert kernel.value("helper()._process.pid") != pid


@pytest.mark.slow
def test_a_helper_ends_with_its_kernel(new_kernel, tmp_path):
    kernel = new_kernel(tmp_path)
    kernel.run("from grader.notebook import check\nfrom grader.live.notebook.helper import helper")
    kernel.run(LINEAR.format("3"))
    kernel.run("check('linear_unit')")
    pid = kernel.value("helper()._process.pid")
    os.kill(kernel.value("__import__('os').getpid()"), signal.SIGKILL)
    while Path(f"/proc/{pid}").exists():
        time.sleep(0.05)
