"""Sentences on why a training failed: what the trainer saw, and the repair that it tried."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from grader.judge import phrases
from grader.judge.wording.template import Sentence, fill

_WITH = {
    "diagnosis.too_few_epochs": "{after_epochs:#epoch} instead of {before_epochs}",
    "diagnosis.learning_rate_too_high": "a learning rate of {after} instead of {before}",
    "diagnosis.learning_rate_too_low": "a learning rate of {after} instead of {before}",
    "diagnosis.optimizer_settings": "the usual settings of {optimizer}",
    "diagnosis.frozen_layers": "all layers trainable ({frozen} of {layers} are frozen)",
    "diagnosis.starting_weights": "other random weights at the start",
    "diagnosis.inputs_not_scaled": "inputs scaled to mean 0 and standard deviation 1 in each "
    "column (they go from {low} to {high})",
    "diagnosis.output_activation": "the activation {after} instead of {before} in the output layer",
    "diagnosis.relu_missing": "relu instead of {before} in the hidden layers",
}
"""What is different, after "With". Other codes have functions."""

_REPAIRS = {
    "diagnosis.too_few_epochs": "more epochs",
    "diagnosis.learning_rate_too_high": "a lower learning rate",
    "diagnosis.learning_rate_too_low": "a higher learning rate",
    "diagnosis.logits": "from_logits set otherwise",
    "diagnosis.output_activation": "another activation of the output layer",
    "diagnosis.optimizer_settings": "the usual settings of the optimizer",
    "diagnosis.frozen_layers": "all layers trainable",
    "diagnosis.starting_weights": "other random weights at the start",
    "diagnosis.inputs_not_scaled": "scaled inputs",
    "diagnosis.labels_beside_other_rows": "y in another order",
    "diagnosis.unsuitable_loss": "another loss",
    "diagnosis.relu_missing": "relu in the hidden layers",
}
"""Each repair in a few words."""

_LOSSES = {
    "without_slope": "this loss",
    "mean_error": "the mean of the errors, without absolute values,",
}


def _loss(name: str) -> str:
    return _LOSSES.get(name, name.replace("_", " "))


def _logits(details: Mapping[str, Any]) -> str:
    activation = details["activation"]
    output = "no activation" if activation == "linear" else f"the activation {activation}"
    return f"from_logits={details['from_logits']} in the loss, since the output layer has {output},"


def _labels(details: Mapping[str, Any]) -> str:
    if details["how"] != "shifted":
        known = "each y beside its own row of x"
        return known if details["how"] == "known" else "y in reversed order"
    direction = "down" if details["rows"] > 0 else "up"
    return f"y moved {direction} by {phrases.count(abs(details['rows']), 'row')}"


def _unsuitable(details: Mapping[str, Any]) -> str:
    return f"the {_loss(details['after'])} as the loss instead of {_loss(details['before'])}"


_OWN = {
    "diagnosis.logits": _logits,
    "diagnosis.labels_beside_other_rows": _labels,
    "diagnosis.unsuitable_loss": _unsuitable,
}


def _repaired(code: str, details: Mapping[str, Any]) -> str:
    own = _OWN.get(code)
    change = fill(_WITH[code], details) if own is None else own(details)
    loss = _loss(details["measured"]) if code == "diagnosis.unsuitable_loss" else "loss"
    told = (
        f"With {change.rstrip(',')}, and nothing else changed, the {loss} falls from "
        "{repaired_start} to {repaired_end}."
    )
    seen = _seen(details, loss)
    return " ".join(filter(None, (seen, fill(told, details), _others(details))))


def _unrepaired(details: Mapping[str, Any]) -> str:
    told = (
        "No single change that was tried makes the loss fall. Several things may be wrong at once."
    )
    return f"{_seen(details)} {told}"


def _seen(details: Mapping[str, Any], loss: str = "loss") -> str:
    """Return what the training shows as the learner wrote it. loss: what is measured."""
    return " ".join(filter(None, (_course(details, loss), _slope(details), _dead(details))))


def _course(details: Mapping[str, Any], loss: str) -> str:
    origin = details["not_finite"]
    if origin is None:
        length = phrases.count(details["length"], details["unit"])
        start, end = phrases.number(details["start"]), phrases.number(details["end"])
        course = f"stays at {end}" if start == end else f"goes from {start} to {end}"
        return f"As it is, the {loss} {course} in {length}."
    if not origin["step"]:
        where = {"input": "x", "label": "y", "weight": f"the weights of layer {origin['layer']}"}
        has = "already contained nan (not a number) or infinity"
        return f"Before the first step, {where[origin['what']]} {has}."
    quantity = {
        "output": f"the output of layer {origin['layer']}",
        "slope": f"the slope along the weights of layer {origin['layer']}",
    }.get(origin["what"], "the loss")
    return f"In step {origin['step']}, {quantity} became nan or infinite."


def _slope(details: Mapping[str, Any]) -> str:
    if details["has_slope"]:
        return ""
    return "At the start, the slope of the loss along every weight is 0: no step changes anything."


def _dead(details: Mapping[str, Any]) -> str:
    for layer in details["dead"]:
        if 2 * layer["dead"] >= layer["units"]:
            share = f"{layer['dead']} of the {phrases.count(layer['units'], 'unit')}"
            gives = "gives" if layer["units"] == 1 else "give"
            of_layer = f"{share} of layer {layer['layer']}"
            return f"After the training, {of_layer} {gives} 0 for every row (dead ReLUs)."
    return ""


def _others(details: Mapping[str, Any]) -> str:
    others = [_REPAIRS[code] for code in details["others"]]
    if not others:
        return ""
    *most, last = others
    listed = f"{', '.join(most)} or {last}" if most else last
    return f"It also falls with {listed} as the only change."


SENTENCES: Mapping[str, Sentence] = {
    **{code: partial(_repaired, code) for code in (*_WITH, *_OWN)},
    "diagnosis.no_single_repair": _unrepaired,
}
