"""Real forks of a process that has computed: the same evidence, and cold ones where they fail."""

import os
import signal

import psutil
import pytest

from grader.processes.collect import collect
from grader.processes.fork_server import ForkServer
from grader.processes.fresh import FreshProcesses
from grader.processes.isolation import isolate
from grader.processes.launcher import Launcher
from grader.sandbox.limits import DEFAULT_LIMITS

STATE = """
import random
import keras
import numpy as np
import tensorflow as tf

model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2), keras.layers.Dropout(0.5)])

def relu(x):
    print(model.name, [layer.name for layer in model.layers], keras.layers.Dense(1).name)
    print(random.random(), np.random.rand(), tf.random.normal((2,)), keras.random.normal((2,)))
    print(model.get_weights(), model(np.ones((2, 3)), training=True))
    return np.maximum(x, 0)
"""

HANGS = """
import inspect
import keras
import numpy as np

model = keras.Sequential([keras.Input((1,)), keras.layers.ReLU()])

def relu(x):
    run = dict(inspect.getmembers(model))["pre" + "dict"]
    return run(np.reshape(x, (-1, 1)), verbose=0).reshape(np.shape(x))
"""

WITH_STATEMENT = """
import tensorflow

def relu(x):
    {}
    return (abs(x) + x) / 2
"""

CLAIMS = """
import os
import stat

for fd in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(fd).st_mode):
            os.write(fd, b"\\x00\\x00\\x00\\x0b\\x81\\xa4type\\xa4done")
    except OSError:
        pass

"""

PLAIN = "def relu(x):\n    return (abs(x) + x) / 2\n"


class Noting(Launcher):
    """A launcher that notes of each learner's process whether it was a warm one."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.started = []

    def start_learner(self, cpu_seconds, *, warm=False):
        self.started.append(warm)
        return super().start_learner(cpu_seconds, warm=warm)


@pytest.fixture(scope="module")
def noting():
    server = ForkServer()
    launcher = Noting(server, isolate(server, "auto", DEFAULT_LIMITS), DEFAULT_LIMITS)
    launcher.prefers_warm()  # The first submission of a session is never warm.
    yield launcher
    launcher.close()
    server.close()


@pytest.fixture
def both(noting, launcher, course, read_source):
    """Collect the evidence on a source warm, if it may be, and cold."""

    def run(source, timeout=20.0, exercise="02_deep_network", task="relu"):
        noting.started.clear()
        submission = read_source(source, exercise)
        questions = {task: course.exercise(exercise).questions(task, seed=7)}
        return [collect(one, submission, questions, timeout) for one in (noting, launcher)]

    return run


def test_names_random_numbers_and_layers_are_those_of_a_cold_process(both, noting):
    warm, cold = both(STATE)
    assert noting.started == [True]
    assert warm == cold
    assert "sequential" in cold.outcomes["relu"]["array"].returns[0].printed


@pytest.fixture
def fresh():
    """Starts learners' processes as new interpreters, as systems do that cannot fork."""
    with FreshProcesses() as processes:
        launcher = Launcher(processes, isolate(processes, "off", DEFAULT_LIMITS), DEFAULT_LIMITS)
        yield launcher
        launcher.close()


def test_random_numbers_and_layers_are_those_of_a_fresh_interpreter(
    fresh, launcher, course, read_source
):
    submission = read_source(STATE, "02_deep_network")
    questions = {"relu": course.exercise("02_deep_network").questions("relu", seed=7)}
    new, forked = (collect(one, submission, questions, 20.0) for one in (fresh, launcher))
    assert new == forked
    assert "sequential" in new.outcomes["relu"]["array"].returns[0].printed


GIVEN = """
import keras

def read_weights(model):
    print(model.get_config(), [variable.path for variable in model.variables], model.name)
    print([layer.name for layer in model.layers], keras.layers.Dense(1).name)
    print(keras.Sequential([*model.layers, keras.layers.Dense(1)]).get_weights())
    return model.layers[0].get_weights()
"""


def test_a_model_that_is_passed_looks_like_that_of_a_cold_process(both, noting):
    both(GIVEN, exercise="01_single_neuron", task="read_weights")  # gives it time to build ahead
    warm, cold = both(GIVEN, exercise="01_single_neuron", task="read_weights")
    assert noting.started == [True]
    assert warm == cold
    assert "given_layer_1" in cold.outcomes["read_weights"]["several"].returns[0].printed


COMPILES = """
import keras

def compile_model(model):
    schedule = keras.optimizers.schedules.ExponentialDecay(0.01, 10, 0.9)
    model.compile(keras.optimizers.Adam(schedule), lambda t, p: keras.ops.mean(abs(t - p)))
"""


def test_losses_and_steps_of_a_compiled_model_are_those_of_a_cold_process(both, noting):
    warm, cold = both(COMPILES, exercise="03_sgd", task="compile_model")
    assert noting.started == [True]
    assert warm == cold
    (returned,) = cold.outcomes["compile_model"]["network"].returns
    assert (len(returned.trial.losses), len(returned.trial.steps)) == (3, 3)
    assert all(loss.slopes for loss in returned.trial.losses)


def test_what_hangs_in_a_warm_process_is_run_again_in_a_cold_one(both, noting):
    warm, cold = both(HANGS)
    assert noting.started == [True, False]
    assert warm == cold
    assert cold.outcomes["relu"]["array"].problem is None


@pytest.mark.parametrize(
    "body", ["while True: pass", "import os; os.abort()", "bytearray(3 * 10**9)"]
)
def test_an_incident_is_told_of_the_cold_process(both, noting, body):
    warm, cold = both(WITH_STATEMENT.format(body), timeout=1)
    assert noting.started[:2] == [True, False]
    assert warm == cold
    assert warm.outcomes["relu"]["positive"].problem is not None


def test_a_process_that_claims_to_be_done_is_not_believed(both, noting):
    """The hostile case forged_done_while_loading does so on the wire."""
    warm, cold = both(CLAIMS + PLAIN)
    assert noting.started[:2] == [True, False]
    assert warm == cold
    assert warm.outcomes["relu"]["array"].problem is None


def test_an_exception_needs_no_second_process(both, noting):
    warm, cold = both("def relu(x):\n    return nul\n")
    assert noting.started == [True]
    assert warm == cold


def test_settings_that_only_the_first_use_can_change_are_made_in_a_cold_process(both, noting):
    warm, cold = both(
        WITH_STATEMENT.format("tensorflow.config.threading.set_inter_op_parallelism_threads(1)")
    )
    assert noting.started == [False]
    assert warm == cold


@pytest.mark.slow
def test_without_its_warm_server_a_session_goes_on(course, read_source):
    with ForkServer() as server:
        launcher = Noting(server, isolate(server, "auto", DEFAULT_LIMITS), DEFAULT_LIMITS)
        submission = read_source(PLAIN, "02_deep_network")
        questions = {"relu": course.exercise("02_deep_network").questions("relu", seed=7)}
        runs = [collect(launcher, submission, questions, 20)]
        warm = launcher.start_learner(60, warm=True)
        parent = psutil.Process(warm.pid).ppid()
        launcher.end(warm)
        assert parent != server.pid
        os.kill(parent, signal.SIGKILL)
        runs += [collect(launcher, submission, questions, 20) for _ in range(2)]
        launcher.close()
    assert runs[0] == runs[1] == runs[2]
    assert runs[0].outcomes["relu"]["array"].problem is None
