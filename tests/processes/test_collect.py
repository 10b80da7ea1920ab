"""Real learner's processes that end, hang or fail in every way: each becomes evidence."""

import json

import pytest

from grader.errors import StoppedError
from grader.processes.collect import collect
from grader.protocol.arrays import Array, unpack
from grader.protocol.problems import Problem
from grader.protocol.values import Nothing, Text

RELU = "def relu(x):\n    return (abs(x) + x) / 2\n"


def outcomes(evidence, task="relu"):
    return evidence.outcomes[task]


def answers(evidence, task="relu"):
    return {name: outcome.returns for name, outcome in outcomes(evidence, task).items()}


def problem(evidence, task="relu", question="positive") -> Problem:
    outcome = outcomes(evidence, task)[question]
    assert outcome.problem is not None, outcome
    return outcome.problem


def test_an_answer_comes_back_as_data(evidence_of):
    (returned,) = answers(evidence_of(RELU, "02_deep_network", "relu"))["array"]
    assert isinstance(returned.value, Array)
    assert unpack(returned.value).min() == 0


def test_an_exception_names_the_learners_line(evidence_of):
    found = problem(
        evidence_of("def relu(x):\n    y = x\n    return y / nul\n", "02_deep_network", "relu")
    )
    assert (found.kind, found.type_name, found.line) == ("exception", "NameError", 3)
    assert (found.file, found.cell) == ("02_deep_network.py", 0)
    assert found.source == "return y / nul"


def test_an_exception_inside_keras_names_the_learners_line_too(evidence_of):
    source = (
        "import keras\ndef build_neuron(n):\n    return keras.Sequential(keras.layers.Dense(1))\n"
    )
    found = problem(
        evidence_of(source, "01_single_neuron", "build_neuron"), "build_neuron", "three"
    )
    assert (found.line, found.file) == (3, "01_single_neuron.py")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("while True: pass", "timeout"),
        pytest.param("import time; time.sleep(1000)", "waited", marks=pytest.mark.slow),
        ("import os; os._exit(0)", "crash"),
        ("import os; os.abort()", "crash"),
        ("import ctypes; ctypes.string_at(0)", "crash"),
        ("import sys; sys.exit(0)", "exit"),
        ("raise KeyboardInterrupt", "exception"),
        ("return relu(x)", "exception"),
        ("input()", "exception"),
    ],
)
def test_a_call_that_breaks_its_process_costs_only_its_own_task(evidence_of, body, kind):
    source = f"def relu(x):\n    {body}\ndef relu_unit(x, w, b):\n    return 5.0\n"
    evidence = evidence_of(source, "02_deep_network", "relu", "relu_unit", timeout=3)
    assert problem(evidence).kind == kind
    (returned,) = answers(evidence, "relu_unit")["above"]
    assert unpack(returned.value) == 5.0


def test_an_endless_statement_is_skipped_and_the_rest_of_the_file_runs(evidence_of):
    source = f"while True: pass\n{RELU}"
    evidence = evidence_of(source, "02_deep_network", "relu", timeout=2)
    assert answers(evidence)["positive"]
    (ended,) = evidence.loading
    assert (ended.kind, ended.line, ended.source) == ("timeout", 1, "while True: pass")


def test_a_file_with_many_endless_statements_is_abandoned(evidence_of):
    evidence = evidence_of("while True: pass\n" * 9 + RELU, "02_deep_network", "relu", timeout=0.5)
    assert problem(evidence).kind == "total_time"
    assert [one.kind for one in evidence.loading] == ["timeout", "timeout", "total_time"]


def test_a_function_that_the_file_does_not_define_is_undefined(evidence_of):
    found = problem(evidence_of("if False:\n    def relu(x): pass\n", "02_deep_network", "relu"))
    assert (found.kind, found.type_name) == ("undefined", "")


def test_in_a_notebook_a_line_belongs_to_its_cell(launcher, course, read_source):
    cells = ["import numpy as np", "\ndef relu(x):\n    return nul"]
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": one} for one in cells]
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    submission = read_source(json.dumps(notebook), "02_deep_network", ".ipynb")
    questions = {"relu": course.exercise("02_deep_network").questions("relu", seed=7)}
    found = problem(collect(launcher, submission, questions, 20))
    assert (found.file, found.cell, found.line) == ("02_deep_network.ipynb", 2, 3)
    assert found.source == "return nul"
    assert submission.tasks["relu"].place.line == 2


def test_a_failed_statement_is_recorded_and_costs_nothing(evidence_of):
    evidence = evidence_of(f"import nowhere\n1 / 0\n{RELU}", "02_deep_network", "relu")
    assert [p.type_name for p in evidence.loading] == ["ModuleNotFoundError", "ZeroDivisionError"]
    assert answers(evidence)["positive"]


def test_a_task_keeps_the_function_that_its_answer_defined(evidence_of):
    source = f"{RELU}\nrelu = 'scratch'\n"
    assert answers(evidence_of(source, "02_deep_network", "relu"))["positive"]


def test_warnings_turned_into_errors_do_not_break_code_that_keras_warns_about(evidence_of):
    source = (
        "import warnings; warnings.filterwarnings('error')\nimport keras\n"
        "def build_neuron(n):\n"
        "    return keras.Sequential([keras.layers.Dense(1, input_shape=(n,))])\n"
    )
    evidence = evidence_of(source, "01_single_neuron", "build_neuron")
    assert answers(evidence, "build_neuron")["three"]


def test_printed_text_is_kept_and_reaches_no_stream_of_the_grader(evidence_of, capfd):
    source = "import os\ndef relu(x):\n    print('seven', x)\n    os.write(1, b'raw')\n"
    (returned,) = answers(evidence_of(source, "02_deep_network", "relu"))["positive"]
    assert returned.value == Nothing()
    assert returned.printed == "seven 0.5\n"
    assert capfd.readouterr() == ("", "")


def test_a_gigabyte_of_printing_is_cut(evidence_of):
    source = "def relu(x):\n    for _ in range(1000): print('x' * 1_000_000)\n    return x\n"
    (returned,) = answers(evidence_of(source, "02_deep_network", "relu"))["positive"]
    assert len(returned.printed) <= 20_000


@pytest.mark.parametrize("text", ["'\\ud800'", "'\\x1b[31m'", "'x' * 10_000_000"])
def test_any_text_crosses_the_wire_as_text(evidence_of, text):
    evidence = evidence_of(f"def relu(x):\n    return {text}\n", "02_deep_network", "relu")
    (returned,) = answers(evidence)["positive"]
    assert isinstance(returned.value, Text)
    assert len(returned.value.text) <= 20_000


def test_unseeded_random_numbers_are_the_same_in_every_run(evidence_of):
    source = (
        "import numpy as np, random, keras\ndef relu(x):\n"
        "    return [np.random.default_rng().normal(), np.random.rand(), random.random(),\n"
        "            float(keras.random.normal(()))]\n"
    )
    one, two = (answers(evidence_of(source, "02_deep_network", "relu")) for _ in range(2))
    assert one == two


def test_tensorflow_functions_find_their_source(evidence_of):
    source = (
        "import tensorflow as tf\n@tf.function\ndef relu(x):\n"
        "    if tf.reduce_sum(x) > 1e9:\n        return x\n    return tf.nn.relu(x)\n"
    )
    (returned,) = answers(evidence_of(source, "02_deep_network", "relu"))["array"]
    assert returned.value.container == "tensor"


def test_future_imports_and_main_guards_work_as_in_a_file(evidence_of):
    source = (
        "from __future__ import annotations\n"
        "def relu(x: Nowhere) -> Nothing:\n    return 1.0\n"
        "if __name__ == '__main__':\n    while True: pass\n"
    )
    evidence = evidence_of(source, "02_deep_network", "relu", timeout=5)
    assert evidence.loading == ()


@pytest.mark.parametrize(
    ("losses", "calls"), [("[1.0] * len(CALLS)", 2), ("[1.0, 0.5]", 3), ("None", 1), ("7.0", 1)]
)
def test_train_is_called_until_two_curves_differ_in_length(evidence_of, losses, calls):
    source = f"CALLS = []\ndef train(model, x, y):\n    CALLS.append(1)\n    return {losses}\n"
    assert len(answers(evidence_of(source, "03_sgd", "train"), "train")["model"]) == calls


TRAIN = "CALLS = []\ndef train(model, x, y):\n    CALLS.append(1)\n"


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        ("while True: pass", "timeout"),
        ("import time; time.sleep(1000)", "waited"),
        ("1 / 0", "exception"),
        ("import os; os._exit(3)", "crash"),
    ],
)
def test_a_later_call_of_train_that_fails_leaves_what_the_first_returned(evidence_of, later, kind):
    source = f"{TRAIN}    if len(CALLS) > 1:\n        {later}\n    return [2.0, 1.0]\n"
    outcome = outcomes(evidence_of(source, "03_sgd", "train", timeout=3), "train")["model"]
    assert len(outcome.returns) == 1
    assert outcome.problem.kind == kind


@pytest.mark.slow
def test_each_call_has_its_own_time(evidence_of):
    source = "import time\ndef relu(x):\n    time.sleep(1.5)\n    return x\n"
    evidence = evidence_of(source, "02_deep_network", "relu", timeout=2.5)
    assert [outcome.problem for outcome in outcomes(evidence).values()].count(None) >= 2


def test_a_task_that_uses_all_of_its_time_costs_no_other_task(evidence_of):
    # 12 calls of 1 s each would take 12 s; the limit is 1.5 s for each call and 4.5 s for a task.
    source = (
        "import time\ndef relu(x):\n    time.sleep(1)\n    return x\n"
        "def relu_unit(x, w, b):\n    return 5.0\n"
    )
    evidence = evidence_of(source, "02_deep_network", "relu", "relu_unit", timeout=1.5)
    kinds = {one.problem.kind for one in outcomes(evidence).values() if one.problem is not None}
    assert kinds == {"task_time"}
    assert {one.problem for one in outcomes(evidence, "relu_unit").values()} == {None}


@pytest.mark.slow
def test_the_total_time_ends_what_no_single_limit_ends(evidence_of):
    # 12 calls of 1.5 s each would take 18 s; the limit is 2 s for each call and 6 s in all.
    source = "import time\ndef relu(x):\n    time.sleep(1.5)\n    return x\n"
    evidence = evidence_of(source, "02_deep_network", "relu", timeout=2)
    kinds = [one.problem.kind for one in outcomes(evidence).values() if one.problem is not None]
    assert set(kinds) == {"total_time"}


ONCE = """
import os, pathlib, signal, tempfile
def relu(x):
    os.kill(os.getpid(), signal.SIGABRT)
"""


def test_a_process_that_dies_by_a_signal_is_tried_again_and_dies_again(evidence_of):
    found = problem(evidence_of(ONCE, "02_deep_network", "relu"))
    assert (found.kind, found.exit_code) == ("crash", -6)


def test_a_process_that_dies_by_a_signal_from_outside_costs_nothing(launcher, evidence_of):
    """The first process of the submission is killed, as a failing library would do it."""
    import os
    import signal
    import threading

    pids = []
    start = launcher.start_learner

    def start_and_note(cpu_seconds, **options):
        child = start(cpu_seconds, **options)
        pids.append(child.pid)
        if len(pids) == 1:
            threading.Timer(1.0, os.kill, (child.pid, signal.SIGABRT)).start()
        return child

    launcher.start_learner = start_and_note
    try:
        source = "import time\ntime.sleep(3)\n" + RELU
        evidence = evidence_of(source, "02_deep_network", "relu")
    finally:
        del launcher.start_learner
    assert len(pids) == 2
    assert evidence.loading == ()
    assert all(outcome.problem is None for outcome in outcomes(evidence).values())


def test_a_process_that_closes_its_connection_and_goes_on_is_seen_the_same_way(evidence_of):
    source = "import os\ndef relu(x):\n    os.closerange(3, 200)\n    return x\n"
    runs = [evidence_of(source, "02_deep_network", "relu", timeout=2) for _ in range(3)]
    assert runs[0] == runs[1] == runs[2]
    assert problem(runs[0]).kind == "crash"


LEAVES_FILES = """
import time
def leave(name, count):
    for number in range(count):
        open(f"{name}{number}", "w").close()
def relu(x):
    leave("a", 900)
    return x
def relu_unit(x, w, b):
    leave("b", 200)
    time.sleep(1)
    return 5.0
"""


@pytest.mark.slow
def test_a_task_does_not_answer_for_the_files_that_an_earlier_one_left(evidence_of):
    evidence = evidence_of(LEAVES_FILES, "02_deep_network", "relu", "relu_unit")
    assert all(one.problem is None for one in outcomes(evidence, "relu_unit").values())


def test_without_questions_the_file_is_run_all_the_same(evidence_of):
    (problem,) = evidence_of("x = 1\ny = x / 0\n", "02_deep_network").loading
    assert (problem.type_name, problem.line) == ("ZeroDivisionError", 2)


def test_a_process_is_ended_when_its_evidence_is_not_needed_any_more(launcher, course, read_source):
    submission = read_source("def relu(x):\n    while True: pass\n", "02_deep_network")
    questions = {"relu": course.exercise("02_deep_network").questions("relu", seed=7)}
    asked = iter([False, False, True])
    with pytest.raises(StoppedError):
        collect(launcher, submission, questions, 600.0, lambda: next(asked, True))


def test_without_questions_a_statement_that_ends_the_process_does_not_hide_the_next(evidence_of):
    evidence = evidence_of("import os\nos._exit(3)\nx = y\n", "02_deep_network")
    assert [(one.kind, one.line) for one in evidence.loading] == [("crash", 2), ("exception", 3)]
