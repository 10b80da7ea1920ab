"""Keras in the test process, imported once with the settings of a learner's process."""

import importlib
import sys
import warnings

import pytest

from grader.processes.environment import ENVIRONMENT

NAMES = ("KERAS_BACKEND", "KERAS_HOME", "TF_CPP_MIN_LOG_LEVEL", "CUDA_VISIBLE_DEVICES")


@pytest.fixture(scope="session")
def keras():
    with pytest.MonkeyPatch.context() as patch:
        for name in NAMES:
            patch.setenv(name, ENVIRONMENT[name])
        return importlib.import_module("keras")


@pytest.fixture
def as_before(monkeypatch):
    """Undo the changes that the runner makes to its process, which normally ends afterwards."""
    modules = set(sys.modules)
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    with warnings.catch_warnings():
        yield
    for name in set(sys.modules) - modules:
        if name.startswith("learners_"):
            del sys.modules[name]
