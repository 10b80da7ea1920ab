"""Sentences on why a training failed."""

import pytest

from grader.judge.wording import sentence
from grader.judge.wording.diagnosis import SENTENCES
from grader.records import Reason

SEEN = {
    "measured": "mean_squared_error",
    "length": 40,
    "unit": "step",
    "start": 3.2,
    "end": 3.9,
    "repaired_start": 3.2,
    "repaired_end": 0.4,
    "others": [],
    "dead": [],
    "not_finite": None,
    "has_slope": True,
}
DETAILS = {
    "too_few_epochs": {"before_epochs": 1, "after_epochs": 50},
    "learning_rate_too_high": {"before": 10.0, "after": 0.001},
    "learning_rate_too_low": {"before": 1e-7, "after": 0.001},
    "logits": {"loss": "binary_crossentropy", "from_logits": True, "activation": "linear"},
    "output_activation": {"before": "relu", "after": "linear", "loss": "huber"},
    "optimizer_settings": {"optimizer": "Adam", "settings": {"epsilon": 1e6}},
    "frozen_layers": {"frozen": 2, "layers": 3},
    "starting_weights": {},
    "inputs_not_scaled": {"low": -1e5, "high": 1e5},
    "labels_beside_other_rows": {"how": "shifted", "rows": -2},
    "unsuitable_loss": {"before": "mean_error", "after": "mean_squared_error"},
    "relu_missing": {"layers": 2, "before": ["linear", "tanh"]},
    "no_single_repair": {},
}


def said(code, **details) -> str:
    return sentence(Reason(f"diagnosis.{code}", {**SEEN, **DETAILS[code], **details}), {})


def test_every_code_is_said():
    assert {f"diagnosis.{code}" for code in DETAILS} == SENTENCES.keys()


@pytest.mark.parametrize("code", sorted(DETAILS.keys() - {"no_single_repair", "unsuitable_loss"}))
def test_a_repair_is_told_with_the_loss_that_was_seen(code):
    text = said(code)
    assert text.startswith("As it is, the loss goes from 3.2 to 3.9 in 40 steps. With ")
    assert text.endswith(", and nothing else changed, the loss falls from 3.2 to 0.4.")
    assert "{" not in text


def test_another_loss_names_what_the_numbers_are():
    assert said("unsuitable_loss").endswith(
        "With the mean squared error as the loss instead of the mean of the errors, without "
        "absolute values, and nothing else changed, the mean squared error falls from 3.2 to 0.4."
    )


def test_the_learning_rates_are_named():
    assert "With a learning rate of 0.001 instead of 10, and" in said("learning_rate_too_high")


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"how": "known"}, "each y beside its own row of x"),
        ({"how": "reversed"}, "y in reversed order"),
        ({"how": "shifted", "rows": 1}, "y moved down by 1 row"),
        ({"how": "shifted", "rows": -2}, "y moved up by 2 rows"),
    ],
)
def test_it_is_told_how_labels_were_moved(details, words):
    assert f"With {words}, and" in said("labels_beside_other_rows", **details)


def test_no_single_repair_is_said_plainly():
    assert "No single change that was tried makes the loss fall." in said("no_single_repair")


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (
            (0, "input", 0),
            "Before the first step, x already contained nan (not a number) or infinity.",
        ),
        (
            (0, "label", 0),
            "Before the first step, y already contained nan (not a number) or infinity.",
        ),
        (
            (0, "weight", 2),
            "Before the first step, the weights of layer 2 already contained nan",
        ),
        ((3, "output", 2), "In step 3, the output of layer 2 became nan or infinite."),
        ((3, "loss", 0), "In step 3, the loss became nan or infinite."),
        ((3, "slope", 1), "In step 3, the slope along the weights of layer 1 became nan or"),
    ],
)
def test_it_is_told_where_nan_began(origin, words):
    step, what, layer = origin
    text = said("no_single_repair", not_finite={"step": step, "what": what, "layer": layer})
    assert text.startswith(words)


def test_a_loss_without_slope_is_told():
    assert "slope of the loss along every weight is 0" in said("relu_missing", has_slope=False)


def test_dead_units_are_told_if_they_are_half_of_a_layer_or_more():
    def told(dead):
        return said("starting_weights", dead=[{"layer": 1, "dead": dead, "units": 8}])

    assert "4 of the 8 units of layer 1 give 0 for every row (dead ReLUs)" in told(4)
    assert "dead" not in told(3)


def test_other_repairs_are_told_only_if_there_are_any():
    others = ["diagnosis.inputs_not_scaled", "diagnosis.relu_missing"]
    text = said("learning_rate_too_high", others=others)
    words = "It also falls with scaled inputs or relu in the hidden layers as the only change."
    assert text.endswith(words)


def test_a_loss_that_does_not_move_stays():
    text = said("no_single_repair", end=3.2)
    assert text.startswith("As it is, the loss stays at 3.2 in 40 steps.")
