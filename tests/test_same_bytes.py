"""The same class gives the same bytes in every run, whatever varies in learner code.

Addresses, temporary folders, install paths and the times of progress bars differ between processes
and machines. A report may differ only in what a task printed.
"""

import json
import re
import shutil

import pytest

from grader.pipeline import run
from grader.report.json_file import to_json
from grader.report.presenter import present
from grader.session import Settings
from tests.conftest import SUBMISSIONS, graded

KNOWN = {
    "ada": "01_single_neuron/right/einsum_dots.py",
    "bob": "01_single_neuron/neuron/bias_missing.py",
    "eve": "03_sgd/adjust_weights/returns_slopes.ipynb",
}

RAISED = """
import os, sys, tempfile, threading, time, traceback
import keras
import numpy as np

where = f"{threading.Lock()} {tempfile.gettempdir()} {os.getcwd()} {keras.__file__} {os.__file__}"
raise LookupError(where)

def relu(x):
    print(time.time_ns(), os.getpid(), id(x), object(), file=open("mine.txt", "w"))
    raise ValueError(f"{relu} {where} {set('abcdef')} {chr(27)}[1mbold{chr(27)}[0m")

def relu_unit(x, w, b):
    print(f"{chr(27)}[32m{relu_unit}{chr(27)}[0m")
    return repr(relu_unit)

def build_deep_network(n_inputs, hidden_units):
    raise open("missing/" + repr(object()))
"""

TRAINED = """
import threading, time
import keras
import numpy as np

class Mine(keras.layers.Layer):
    def call(self, inputs):
        return inputs

Mine.__name__ = repr(object())

def linear_unit(x, w, b):
    threads = [threading.Thread(target=print, args=(time.time_ns(),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list({object(): 1})

def build_neuron(n_inputs):
    return keras.Sequential([keras.Input((n_inputs,)), Mine(), keras.layers.Dense(1)])

def read_weights(model):
    model.compile("sgd", "mae")
    model.fit(np.ones((4, model.input_shape[1])), np.ones(4), epochs=3, batch_size=2)
    print("fitted in", model)
    return model.layers
"""

COMPILED = """
import keras

class Loss:
    def __call__(self, y_true, y_predicted, missing):
        return 0.0

def compile_model(model):
    model.compile(optimizer="sgd", loss=Loss())
    return model

def measure_loss(model, x, y):
    return print(model, measure_loss)
"""

MADE = {
    "kim": ("02_deep_network.py", RAISED),
    "lee": ("01_single_neuron.py", TRAINED),
    "max": ("03_sgd.py", COMPILED),
}


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    root = tmp_path_factory.mktemp("varying")
    for learner, answer in KNOWN.items():
        (root / learner).mkdir()
        exercise, _, name = answer.split("/")
        target = root / learner / f"{exercise}{name[name.rindex('.') :]}"
        shutil.copy(SUBMISSIONS / answer, target)
    for learner, (name, source) in MADE.items():
        (root / learner).mkdir()
        (root / learner / name).write_text(source)
    return root


@pytest.fixture(scope="module")
def book(classroom, course, session):
    return run([classroom], course, session)


def document(book) -> dict:
    return json.loads(to_json(present(book, 9)))


def tasks(book) -> dict[str, dict]:
    return {
        f"{learner['learner']} {task['task']}": task
        for learner in document(book)["submissions"]
        for exercise in learner["exercises"]
        for task in exercise["tasks"]
    }


def without_printed(book) -> str:
    shown = document(book)
    for learner in shown["submissions"]:
        for exercise in learner["exercises"]:
            for task in exercise["tasks"]:
                task["printed"] = ""
    return json.dumps(shown, indent=1, ensure_ascii=False)


def messages(book, task: str) -> str:
    return " ".join(check["message"] for check in tasks(book)[task]["checks"])


@pytest.mark.slow
def test_another_session_gives_the_same_bytes_except_what_was_printed(book, classroom, course):
    again = graded([classroom], course, Settings(jobs=1))
    assert without_printed(again) == without_printed(book)


def test_no_address_no_temporary_folder_and_no_install_path_is_shown(book, classroom):
    shown = json.dumps(document(book), ensure_ascii=False).replace(str(classroom), "")
    assert re.findall(r"at 0x[0-9a-f]+|\S*/grade-\S*|/\S*-packages\S*|\\x1b\S*", shown) == []


def test_an_exception_is_told_without_what_varies(book):
    told = messages(book, "kim relu")
    assert "<function relu at 0x…> <unlocked _thread.lock object at 0x…> … … " in told
    assert "keras/__init__.py os.py {'" in told
    assert "} bold" in told


def test_a_failed_line_is_told_without_what_varies(book):
    (kim,) = [one for one in document(book)["submissions"] if one["learner"] == "kim"]
    (note,) = next(one for one in kim["exercises"] if one["file"])["notes"]
    assert "LookupError in 02_deep_network.py, line 7: <unlocked _thread.lock object at" in note
    assert "at 0x…> … … keras/__init__.py os.py" in note


def test_a_returned_text_and_a_name_are_told_without_what_varies(book):
    assert "the text '<function relu_unit at 0x…>'" in messages(book, "kim relu_unit")
    assert "<object object at 0x…>" in messages(book, "lee build_neuron")
    assert "Loss object at 0x…>" in messages(book, "max compile_model")


def test_the_progress_of_a_training_is_not_what_was_printed(book):
    printed = tasks(book)["lee read_weights"]["printed"]
    assert "━" not in printed
    assert "fitted in <Sequential name=" in printed
