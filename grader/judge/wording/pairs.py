"""Sentences on weights and biases that a call returned."""

from __future__ import annotations

from collections.abc import Mapping

from grader.judge.wording.template import Sentence
from grader.judge.wording.values import expected

SENTENCES: Mapping[str, Sentence] = {
    "pair.not_numbers": lambda d: (
        f"{d['function']} returned {d['received']}. Expected {expected(d)}, as numbers."
    ),
    "weights.swapped": "{function} returned the bias first, then the weights. "
    "Expected (w, b): w with {inputs:#number}, then b.",
    "weights.wrong_shape": "w has {received}. Expected shape ({inputs},) or ({inputs}, 1): "
    "one weight for each input.",
    "weights.other": "The weights w are {received}. Expected {expected}, as in the given model.",
    "weights.zeros": "The weights w are {received}. Expected {expected}, as in the given model. "
    "Read them from the model instead of making zeros.",
    "bias.wrong_shape": "b has {received}. Expected one number or shape (1,).",
    "bias.other": "The bias b is {received}. Expected {expected}, as in the given model.",
    "bias.zeros": "The bias b is {received}. Expected {expected}, as in the given model. "
    "Read it from the model instead of making zeros.",
}
