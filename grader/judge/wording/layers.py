"""Sentences on models and their layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.judge.phrases import count
from grader.judge.wording.template import Sentence


def _place(after: int) -> str:
    return f"after Dense layer {after}" if after else "at the beginning"


def _output(details: Mapping[str, Any]) -> str:
    return "The Dense layer" if details["is_only"] else "The output layer"


def _layer(details: Mapping[str, Any]) -> str:
    return f"Hidden layer {details['number']}" if details["number"] else _output(details)


def _units(units: list[int]) -> str:
    return ", ".join(map(str, units)) if units else "none"


def _number_of_layers(details: Mapping[str, Any]) -> str:
    received, expected = details["received"], details["expected"]
    told = (
        f"{details['call']} has {count(len(received), 'Dense layer')} (units: {_units(received)}). "
        f"Expected {len(expected)} (units: {_units(expected)})"
    )
    return f"{told}: the hidden layers and one output unit." if len(expected) > 1 else f"{told}."


def _wrong_units(details: Mapping[str, Any]) -> str:
    return (
        f"Hidden layer {details['number']} of {details['call']} has "
        f"{count(details['received'], 'unit')}. Expected {details['expected']}."
    )


SENTENCES: Mapping[str, Sentence] = {
    "model.without_layers": "{function} returned a model without any layer. Expected Dense layers.",
    "model.inputs_never_told": "{call} returned a model whose number of inputs is not set, so it "
    "has no weights yet. Expected {expected} inputs (n_inputs).",
    "model.wrong_input_shape": "{call} returned a model for examples of shape {received}. Expected "
    "shape ({expected},): each example is {expected:#number}.",
    "model.target_counted_as_input": "{call} returned a model for {received:#input}. Expected "
    "{expected} (n_inputs). This is one input too many. Is the output counted as an input?",
    "model.wrong_inputs": "{call} returned a model for {received:#input}. Expected {expected} "
    "(n_inputs). Is the number of inputs a fixed number in the code?",
    "model.prediction_fails": "The model of {call} fails when it is given inputs: "
    "{type}: {message}",
    "model.activation_not_trainable": "The activation {name} cannot be used in training. It "
    "computes with NumPy or plain Python instead of TensorFlow. Expected an activation of Keras, "
    "given by its name.",
    "model.not_verified": "We could not verify what this model computes. Expected plain Dense "
    "layers, one after another.",
    "model.computes_something_else": "The model does not compute what its layers describe. The "
    "grader rebuilt the same layers with the same weights, and they predict something else. Is "
    "every layer connected to the one before it, and used exactly once?",
    "layers.own_class": lambda d: (
        f"There is a layer of your own class {d['name']} {_place(d['after'])}. We could not verify "
        "what it computes. Expected Keras' own Dense layers."
    ),
    "layers.unexpected": lambda d: (
        f"There is a {d['name']} layer {_place(d['after'])}. Expected only Dense layers."
    ),
    "layers.second_activation": lambda d: (
        f"There is a second activation, {d['name']}, {_place(d['after'])}. Expected only one there."
    ),
    "layers.activation_first": "The activation {activation} comes before the first Dense layer. "
    "Expected each activation after its Dense layer.",
    "layers.output_missing": lambda d: f"{_number_of_layers(d)} The output layer is missing.",
    "layers.too_few": lambda d: (
        f"{_number_of_layers(d)} Was a layer never added, or not connected to the one before it?"
    ),
    "layers.too_many": _number_of_layers,
    "layers.wrong_units": _wrong_units,
    "layers.reversed": lambda d: f"{_wrong_units(d)} The layers are in reverse order.",
    "layers.other_order": lambda d: (
        f"{_wrong_units(d)} The layers are in another order than the numbers in hidden_units."
    ),
    "layers.no_activation": "Hidden layer {number} has no activation (linear). Expected "
    "{expected}.",
    "layers.activation_one_late": "Hidden layer {number} has no activation (linear). Expected "
    "{expected}. Each relu belongs after its own hidden layer, and the output layer has none.",
    "layers.wrong_activation": "Hidden layer {number} uses {received}. Expected {expected}.",
    "layers.output_units": lambda d: (
        f"{_output(d)} of {d['call']} has {count(d['received'], 'unit')}. Expected 1."
    ),
    "layers.output_activation": lambda d: (
        f"{_output(d)} uses {d['received']}. Expected no activation there (linear), so that the "
        "output can be any number."
    ),
    "layers.no_bias": lambda d: (
        f"{_layer(d)} has no bias (use_bias=False). Expected weights and a bias."
    ),
    "layers.frozen": "Dense layer {number} is frozen (trainable=False): training cannot change its "
    "weights. Expected a layer that can learn.",
}
