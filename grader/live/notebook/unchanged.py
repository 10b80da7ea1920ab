"""Leaves a kernel as it was: random states, warnings, printed text, and the models in it.

Keras keeps its counters of names and its own random state for each thread (the calls run in a
thread of their own). TensorFlow's random state is not touched: nothing here seeds it, and Keras'
operations do not draw from it.
"""

from __future__ import annotations

import builtins
import contextlib
import random
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

import numpy as np


@contextlib.contextmanager
def unchanged(names: Mapping[str, Any]) -> Iterator[None]:
    """Run a block, then restore what its calls of learner code may have changed.

    names: the kernel's. Restored are the random states, the models and the generators in them, the
    standard streams and the filters of warnings.
    """
    values = {id(value): value for value in list(names.values())}.values()
    undo = [*_random_states(), *_streams()]
    undo += [_generator(one) for one in values if isinstance(one, np.random.Generator)]
    if "keras" in sys.modules:
        keras = sys.modules["keras"]
        undo += [_model(one) for one in values if isinstance(one, keras.Model)]
    builtins.input = _no_input
    try:
        with warnings.catch_warnings():
            yield
    finally:
        for restore in undo:
            restore()


def _random_states() -> list[Callable[[], None]]:
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002  learners' generator
    entropy: Any = np.random.bit_generator  # where `default_rng()` gets it from
    source = getattr(entropy, "randbits", None)

    def restore() -> None:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002
        if source is not None:
            entropy.randbits = source

    return [restore]


def _streams() -> list[Callable[[], None]]:
    out, err, ask = sys.stdout, sys.stderr, builtins.input

    def restore() -> None:
        sys.stdout, sys.stderr, builtins.input = out, err, ask

    return [restore]


def _no_input(prompt: object = "", /) -> NoReturn:
    """Take the place of `input`, as in a learner's process, where nobody answers."""
    del prompt
    raise EOFError("EOF when reading a line")


def _generator(generator: np.random.Generator) -> Callable[[], None]:
    state = generator.bit_generator.state

    def restore() -> None:
        generator.bit_generator.state = state

    return restore


def _model(model: Any) -> Callable[[], None]:
    """Return what restores a model: its weights, its optimizer, and which layers are frozen."""
    optimizer, loss = getattr(model, "optimizer", None), getattr(model, "loss", None)
    weights = model.get_weights()
    slots = [] if optimizer is None else [np.array(one) for one in optimizer.variables]
    trainable = [(layer, layer.trainable) for layer in model.layers]
    settings = None
    if model.compiled:
        with contextlib.suppress(Exception):  # Not everything that is compiled in can be described.
            settings = model.get_compile_config()

    def restore() -> None:
        for layer, was_trainable in trainable:
            if layer.trainable != was_trainable:
                layer.trainable = was_trainable
        if settings is not None and (model.optimizer is not optimizer or model.loss is not loss):
            model.compile(**{**settings, "optimizer": optimizer, "loss": loss})
        if weights and not _are_equal(model.get_weights(), weights):
            model.set_weights(weights)
        for number, variable in enumerate(() if optimizer is None else optimizer.variables):
            before = slots[number] if number < len(slots) else np.zeros_like(np.array(variable))
            if not np.array_equal(np.array(variable), before):
                variable.assign(before)

    return restore


def _are_equal(first: list[Any], second: list[Any]) -> bool:
    return len(first) == len(second) and all(map(np.array_equal, first, second))
