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
    "weights.other": "w, the weights, is {received}, but the model that was given has {expected}.",
    "weights.zeros": "w, the weights, is {received}, but the model that was given has {expected}. "
    "Read it from the model instead of making zeros.",
    "bias.wrong_shape": "b has {received}. Expected one number or shape (1,).",
    "bias.other": "b, the bias, is {received}, but the model that was given has {expected}.",
    "bias.zeros": "b, the bias, is {received}, but the model that was given has {expected}. "
    "Read it from the model instead of making zeros.",
}
