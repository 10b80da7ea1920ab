"""Sentences on one step of gradient descent."""

from __future__ import annotations

from collections.abc import Mapping

from grader.judge.wording.template import Sentence

_MIXED = (
    "The mean absolute error went from {before} to {after} on a batch where some predictions are "
    "too high and others too low. "
)

SENTENCES: Mapping[str, Sentence] = {
    "step.w_shape": "The new w has {received}. Expected shape {expected}, as in the given w.",
    "step.b_shape": "The new b has {received}. Expected one number.",
    "step.unchanged": "w and b are the same as before. Expected a step that changes them.",
    "step.slopes_returned": "The returned w and b are the slopes themselves. Expected the new "
    "weights: w - learning_rate * slope.",
    "step.step_returned": "The returned w and b are the step itself. Expected the new weights: the "
    "old ones minus the step.",
    "step.w_unchanged": "The weights w did not change, only b. Expected a step of both.",
    "step.b_unchanged": "The bias b did not change, only w. Expected a step of both.",
    "step.uphill": "The step goes uphill: the loss went from {before} to {after}. Expected it to "
    "get smaller. Which sign does the step need?",
    "step.w_wrong_direction": "The weight w[{index}] moved in the wrong direction. Its slope "
    "depends on its own column of x, and on whether the prediction is too high or too low.",
    "step.b_wrong_direction": "b moved in the wrong direction, uphill. Which sign does its step "
    "need?",
    "step.too_long": "The loss went from {before} to {after} with a learning_rate of {rate}. "
    "Expected it to get smaller: the step is too long. Is the step multiplied by learning_rate, "
    "and is the slope a mean?",
    "step.squared_error": _MIXED + "Expected it to get smaller. The step follows the slope of the "
    "squared error, where a row with a larger error counts more. Expected the slope of the "
    "absolute error.",
    "step.mean_error": _MIXED + "Expected it to get smaller. The step follows the mean of the "
    "errors. Expected the direction of each row first, then the mean of the directions.",
    "step.mixed_errors": _MIXED + "Expected it to get smaller. Each row has its own direction.",
    "step.sum": "The step is {ratio} times as long as learning_rate times the slope. The slopes of "
    "the rows are added up. Expected their mean.",
    "step.wrong_length": "The step goes in the right direction, but it is {ratio} times as long as "
    "learning_rate times the slope of the loss.",
    "step.means_multiplied": "The mean direction is multiplied by the mean input. Expected the "
    "mean over the rows of each row's own direction times its own input.",
    "step.wrong_slope": "The step of {name} is {received}. Expected {expected}: learning_rate "
    "times the mean of the slopes of all rows.",
    "step.prediction_without_bias": "The step fits a prediction without b. Expected the prediction "
    "w*x + b to decide whether a row is too high or too low.",
    "step.too_low_is_zero": "Rows whose prediction is too low have no part in the step. Expected "
    "them to count as well, in the other direction.",
    "step.too_high_is_zero": "Rows whose prediction is too high have no part in the step. Expected "
    "them to count as well, in the other direction.",
    "step.inputs_forgotten": "Every weight moved by the same amount as b. "
    "Expected the slope of a weight to depend on its own column of x.",
    "step.one_slope_for_all": "Every weight moved by the same amount, the mean over all columns of "
    "x. Expected one slope for each weight, the mean over the rows of its own column.",
    "step.new_w_in_slope_of_b": "The slope of b was computed with the new w. Expected both slopes "
    "to be computed with the old w and b.",
    "step.new_b_in_slope_of_w": "The slope of w was computed with the new b. Expected both slopes "
    "to be computed with the old w and b.",
    "step.exact_row_not_finite": "With a row whose prediction is exactly y, the new w and b are "
    "nan or inf. Expected ordinary numbers: such a row has an error of 0.",
    "step.exact_row_too_long": "A row whose prediction is exactly y has a larger part in the step "
    "than the other rows. Expected a part that is at most as large.",
    "step.rate_unused": "With twice the learning_rate the step has the same length: learning_rate "
    "is not used.",
    "step.not_scaled": "With twice the learning_rate the step is {ratio} times as long. Expected "
    "2: learning_rate times the slope.",
}
