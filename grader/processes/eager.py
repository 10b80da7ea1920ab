"""Tells whether a submission may run in the fork of a process that has computed with TensorFlow.

In such a fork, single ("eager") operations work and are faster, since TensorFlow has set itself up.
Whatever runs a `tf.function` waits for ever for threads that only the parent has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_GRAPHS = (
    *("fit", "predict", "evaluate", "train_on_batch", "test_on_batch", "predict_on_batch"),
    *("make_train_function", "make_test_function", "make_predict_function"),
    *(r"(?:tf|tensorflow)\.function", "jit_compile", "vectorized_map", "Dataset", "export"),
)
_FIRST_USE = ("config", "compat", "distribute", "distribution", "debugging", "experimental")
"""They change what TensorFlow decides when it computes for the first time."""

_UNWRITTEN = ("getattr", "attrgetter", "methodcaller", "eval", "exec", "__dict__", "__import__")
"""They find a function by a name that need not be in the source."""

_NOT_EAGER = re.compile(rf"\b(?:{'|'.join((*_GRAPHS, *_FIRST_USE, *_UNWRITTEN))})\b")


def is_eager(sources: Iterable[str]) -> bool:
    """Return whether this code names nothing that runs a `tf.function` or depends on the first use.

    A wrong answer costs only time: what goes wrong in such a fork is tried again in another one.
    """
    return not any(map(_NOT_EAGER.search, sources))
