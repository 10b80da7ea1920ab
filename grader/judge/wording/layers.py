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


def _unexpected(details: Mapping[str, Any]) -> str:
    expected = "one Dense layer and nothing else" if details["is_only"] else "only Dense layers"
    return f"There is a {details['name']} layer {_place(details['after'])}. Expected {expected}."


def _second_activation(details: Mapping[str, Any]) -> str:
    expected = "none there" if details["is_at_output"] else "only one there"
    return (
        f"There is a second activation, {details['name']}, {_place(details['after'])}. "
        f"Expected {expected}."
    )


def _activation_first(details: Mapping[str, Any]) -> str:
    expected = "no activation" if details["is_only"] else "each activation after its Dense layer"
    return (
        f"The activation {details['activation']} comes before the first Dense layer. "
        f"Expected {expected}."
    )


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
    "{expected} (n_inputs). This is one input too many: neither the output nor the bias "
    "is an input.",
    "model.wrong_inputs": "{call} returned a model for {received:#input}. Expected {expected} "
    "(n_inputs).",
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
    "model.activation_may_differ": "The model does not compute what its layers describe. The "
    "grader rebuilt the same layers with the same weights, and they predict something else. The "
    "activation {name} gave the values of {looks} for a few numbers from -8 to 8. Either it does "
    "not do so for every other number and for each number on its own, or a layer is not connected "
    "to the one before it.",
    "layers.own_class": lambda d: (
        f"There is a layer of your own class {d['name']} {_place(d['after'])}. We could not verify "
        "what it computes. Expected Keras' own Dense layers."
    ),
    "layers.unexpected": _unexpected,
    "layers.second_activation": _second_activation,
    "layers.activation_first": _activation_first,
    "layers.no_dense_layer": _number_of_layers,
    "layers.output_after_each": lambda d: (
        f"{_number_of_layers(d)} A layer of one unit follows each hidden layer. Is the output "
        "layer added inside the loop?"
    ),
    "layers.dense_as_input": lambda d: (
        f"{_number_of_layers(d)} The first one has as many units as there are inputs. A Dense "
        "layer computes; it does not stand for the inputs."
    ),
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
    "layers.activation_is_not_relu": "Hidden layer {number} uses {received}, which is not relu: "
    "for {x} it gives {y}. Expected {expected}.",
    "layers.activation_without_values": "Hidden layer {number} uses {received}, which gave no "
    "values for numbers. Expected relu. A class needs brackets () after its name to make an "
    "activation of it.",
    "layers.activation_of_other_shape": "Hidden layer {number} uses {received}, which does not "
    "give one number for each number. Expected relu.",
    "layers.activation_not_seen": "Keras describes no activation after hidden layer {number}, and "
    "the model does not predict what its Dense layers with relu would predict. Expected relu.",
    "layers.output_units": lambda d: (
        f"{_output(d)} of {d['call']} has {count(d['received'], 'unit')}. Expected 1."
    ),
    "layers.output_activation": "The output passes through {received}. Expected no activation "
    "there (linear), so that the output can be any number.",
    "layers.no_bias": lambda d: (
        f"{_layer(d)} has no bias (use_bias=False). Expected weights and a bias."
    ),
    "layers.frozen": "Dense layer {number} is frozen (trainable=False): training cannot change its "
    "weights, its bias or both. Expected a layer that can learn.",
    "layers.constraint": "Dense layer {number} has a constraint on its {part} ({name}). Expected "
    "weights and a bias that can become any number.",
    "layers.dead_by_bias": "Hidden layer {number} returns 0 for every input: its bias starts at "
    "{bias}, and relu cuts everything below 0. Training cannot change such a layer. Expected one "
    "that can learn.",
    "layers.dead_by_weights": "Hidden layer {number} returns 0 for every input: all its weights "
    "start at {weight}. Training cannot change such a layer. Expected one that can learn.",
}
